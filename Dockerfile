# vedette serve, for Linux on x86-64:
#   docker build -t vedette .
#   docker run -p 8080:8080 -v vedette:/data vedette

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests -pl cli -am package

FROM eclipse-temurin:17-jre
# curl asks for the server's health.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin vedette \
    && install -d -o vedette -g vedette -m 700 /data \
    && install -d /etc/vedette \
    && echo 'web: {host: 0.0.0.0}' > /etc/vedette/vedette.yaml
COPY --from=build /source/cli/target/vedette/lib /opt/vedette/lib
COPY --from=build /source/vedette /source/LICENSE /source/NOTICE /opt/vedette/
USER vedette
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD curl -fs http://127.0.0.1:8080/health || curl -fsk https://127.0.0.1:8080/health
ENTRYPOINT ["/opt/vedette/vedette"]
CMD ["serve", "-c", "/etc/vedette/vedette.yaml", "--data", "/data"]
