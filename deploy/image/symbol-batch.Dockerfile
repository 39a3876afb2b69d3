# One job, as an image. Built from the root of the repository:
#
#   docker build -f deploy/image/symbol-batch.Dockerfile -t afterclose/symbol-batch .
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

# The archive fits only the JVM that made it and the place that it was made for: so it is made by
# the runtime's own JVM, in the folder that the job is started from.
FROM eclipse-temurin:${RUNTIME_TAG}${RUNTIME_DIGEST:+@}${RUNTIME_DIGEST} AS package
WORKDIR /build
COPY --from=build /build/symbol-batch/target/symbol-batch.jar symbol-batch/target/
COPY --from=build /build/portfolio-refresh/target/portfolio-refresh.jar portfolio-refresh/target/
COPY deploy deploy
RUN bash deploy/package symbol-batch /opt/afterclose /layers

FROM eclipse-temurin:${RUNTIME_TAG}${RUNTIME_DIGEST:+@}${RUNTIME_DIGEST}
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent afterclose
COPY --from=package /layers/libraries/ /opt/afterclose/
COPY --from=package /layers/job/ /opt/afterclose/
COPY --from=package /layers/archive/ /opt/afterclose/
USER 10001:10001
WORKDIR /opt/afterclose
ENV TZ=UTC AFTERCLOSE_LOG=json
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@/opt/afterclose/jvm.options", "-jar", "/opt/afterclose/symbol-batch.jar"]
CMD ["--help"]
