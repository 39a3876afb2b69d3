@NullMarked
package io.afterclose.symbolbatch.onboarding;

import org.jspecify.annotations.NullMarked;
