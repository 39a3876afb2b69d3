package io.afterclose.cli.operate;

import io.afterclose.run.execution.JobConfiguration;

/** The job repository without a job: nothing can be started, but closed. */
@JobConfiguration
class NoJob {}
