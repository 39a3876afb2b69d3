package io.afterclose.cli.operate;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The job repository without a job: nothing can be started, but closed. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NoJob {}
