# Debian, not Alpine: the pinned Node that builds is a glibc build. What runs is the image's own Node.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY runtime runtime
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4321
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/dist dist
COPY --from=build --chown=node:node /app/src src
COPY --from=build --chown=node:node /app/agents agents
COPY --from=build --chown=node:node /app/scripts scripts
COPY --from=build --chown=node:node /app/content content
RUN mkdir -p var && chown node:node . var
USER node
VOLUME /app/var
EXPOSE 4321
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:4321/livez').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=16", "scripts/start.ts", "--built"]
