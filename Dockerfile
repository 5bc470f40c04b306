# Build: docker build -t yihaotong .     Run: docker compose up
# For closed networks: --build-arg NODE_IMAGE=<a mirror's node:22-bookworm-slim>
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make python3 libsqlite3-dev ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
COPY vendor vendor
# Links the system's SQLite instead of compiling its own; Node's headers are in the image.
RUN GYP_DEFINES=sqlite=/usr npm_config_nodedir=/usr/local npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev

# Asterisk 22 and the speech tools, from Debian, into /opt/yihaotong.
FROM ${NODE_IMAGE} AS tools
RUN apt-get update && apt-get install -y --no-install-recommends debian-archive-keyring ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY src/launch src/launch
ENV YHT_TOOLS=/opt/yihaotong
RUN node src/launch/fetch-tools.mjs

FROM ${NODE_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-0 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=tools /opt/yihaotong /opt/yihaotong
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY vendor vendor
COPY config config
COPY dialplan dialplan
COPY migrations migrations
COPY src/launch src/launch
ENV NODE_ENV=production YHT_HOME=/data YHT_TOOLS=/opt/yihaotong YHT_HTTP_HOST=0.0.0.0 YHT_SIP_HOST=0.0.0.0
USER node
VOLUME /data
EXPOSE 12345/tcp 5060/udp 10000-10999/udp
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.YHT_HTTP_PORT || 12345) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "dist/supervisor/main.js"]
