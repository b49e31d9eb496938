# Foedera in a container: the whole command line. Node runs as the container's process, so that a stop reaches it.
FROM node:24-bookworm-slim AS build
WORKDIR /foedera
COPY . .
RUN npm ci --ignore-scripts \
  && npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf .git .turbo scripts bench node_modules/.cache node_modules/.foedera-build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 FOEDERA_DATA=/data
WORKDIR /foedera
COPY --from=build --chown=root:root /foedera /foedera
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/cli/bin/foedera.js"]
CMD ["start", "--ingest", "seeds"]
