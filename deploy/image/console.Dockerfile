# The console, with both jobs beside it, which it starts. Built from the root of the repository:
#
#   docker build -f deploy/image/console.Dockerfile -t afterclose/console .
#
# Every step that is more than a copy is a script that runs without Docker too: mvn and
# deploy/package. Pin the base images for good with --build-arg RUNTIME_DIGEST=sha256:… and
# --build-arg BUILDER_DIGEST=sha256:….
ARG BUILDER_TAG=3.9.11-eclipse-temurin-25-noble
ARG BUILDER_DIGEST=
ARG RUNTIME_TAG=25.0.3_9-jre-noble
ARG RUNTIME_DIGEST=

FROM maven:${BUILDER_TAG}${BUILDER_DIGEST:+@}${BUILDER_DIGEST} AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -DskipTests package

# The archives fit only the JVM that made them and the place that they were made for: so they are made
# by the runtime's own JVM, in the folders that the programs are started from. Both jobs may work at
# once beside the console: 30 % of the memory for each leaves it room.
FROM eclipse-temurin:${RUNTIME_TAG}${RUNTIME_DIGEST:+@}${RUNTIME_DIGEST} AS package
ENV HEAP_PERCENT=30
WORKDIR /build
COPY --from=build /build/symbol-batch/target/symbol-batch.jar symbol-batch/target/
COPY --from=build /build/portfolio-refresh/target/portfolio-refresh.jar portfolio-refresh/target/
COPY --from=build /build/batch-common/console/target/console.jar batch-common/console/target/
COPY deploy deploy
RUN bash deploy/package symbol-batch /opt/afterclose/symbol-batch /layers/symbol-batch
RUN bash deploy/package portfolio-refresh /opt/afterclose/portfolio-refresh /layers/portfolio-refresh
RUN bash deploy/package console /opt/afterclose/console /layers/console

# Java itself is process 1: it takes signals, and it waits for every process that it started.
FROM eclipse-temurin:${RUNTIME_TAG}${RUNTIME_DIGEST:+@}${RUNTIME_DIGEST}
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent afterclose && install -d -o 10001 -g 10001 -m 700 /var/lib/afterclose
COPY --from=package /layers/symbol-batch/libraries/ /opt/afterclose/symbol-batch/
COPY --from=package /layers/portfolio-refresh/libraries/ /opt/afterclose/portfolio-refresh/
COPY --from=package /layers/console/libraries/ /opt/afterclose/console/
COPY --from=package /layers/symbol-batch/job/ /opt/afterclose/symbol-batch/
COPY --from=package /layers/portfolio-refresh/job/ /opt/afterclose/portfolio-refresh/
COPY --from=package /layers/console/job/ /opt/afterclose/console/
COPY --from=package /layers/symbol-batch/archive/ /opt/afterclose/symbol-batch/
COPY --from=package /layers/portfolio-refresh/archive/ /opt/afterclose/portfolio-refresh/
COPY --from=package /layers/console/archive/ /opt/afterclose/console/
USER 10001:10001
WORKDIR /var/lib/afterclose
ENV TZ=UTC AFTERCLOSE_LOG=json AFTERCLOSE_HOME=/var/lib/afterclose
EXPOSE 8480
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --retries=6 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8480} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "@/opt/afterclose/console/jvm.options", "-jar", "/opt/afterclose/console/console.jar"]
CMD ["serve"]
