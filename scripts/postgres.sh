#!/usr/bin/env bash
# A private PostgreSQL with pgvector on the loopback, for tests and development on Debian or Ubuntu.
# Usage: scripts/postgres.sh start|stop   Prints the connection URL as its last line on start.
# Settings: PGPORT (54329), PGFOLDER (a folder below /var/tmp). Needs root or sudo to install what is missing.
set -euo pipefail
port=${PGPORT:-54329}
folder=${PGFOLDER:-/var/tmp/shelftalk-postgres}
say() { echo "postgres: $*" >&2; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -q "$@" >&2; }
newest() { find /usr/lib/postgresql -maxdepth 1 -mindepth 1 -printf '%f\n' 2>/dev/null | sort -n | tail -1; }

version=$(newest)
if [ -z "$version" ] || [ ! -x "/usr/lib/postgresql/$version/bin/initdb" ]; then
  say 'installing PostgreSQL'
  apt update && apt install -y --no-install-recommends postgresql
  version=$(newest)
fi
bin=/usr/lib/postgresql/$version/bin

if [ "${1:-start}" = stop ]; then
  as_server "$bin/pg_ctl" -D "$folder/data" -m fast stop >&2 || true
  exit 0
fi

if [ ! -f "/usr/share/postgresql/$version/extension/vector.control" ]; then
  apt update
  if apt-cache show "postgresql-$version-pgvector" >/dev/null 2>&1; then
    apt install -y --no-install-recommends "postgresql-$version-pgvector"
  else
    # Debian 12 has no pgvector of its own: build the next release's source package, with apt lists kept apart.
    say 'building pgvector from the Debian source package'
    apt install -y --no-install-recommends "postgresql-$version" "postgresql-server-dev-$version" build-essential dpkg-dev
    work=$(mktemp -d)
    chmod 755 "$work"
    mkdir -p "$work"/{parts,lists/partial,cache/archives/partial,source}
    sed -E 's/^Types:.*/Types: deb-src/; s/^Suites:.*/Suites: trixie/; /^$/q' /etc/apt/sources.list.d/debian.sources >"$work/parts/source.sources"
    aside=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/parts" -o "Dir::State::lists=$work/lists"
      -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -q)
    apt-get "${aside[@]}" update >&2
    (cd "$work/source" && apt-get "${aside[@]}" source pgvector >&2)
    (cd "$work"/source/pgvector-*/ && make -s -j"$(nproc)" with_llvm=no PG_CONFIG="$bin/pg_config" >&2 &&
      as_root make -s install with_llvm=no PG_CONFIG="$bin/pg_config" >&2)
    rm -rf "$work"
  fi
fi

if [ ! -f "$folder/data/PG_VERSION" ]; then
  mkdir -p "$folder"
  [ "$(id -u)" = 0 ] && chown postgres "$folder"
  as_server "$bin/initdb" -D "$folder/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >&2
  as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
shared_buffers = 512MB
maintenance_work_mem = 512MB
max_connections = 80
CONF
fi
if ! as_server "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
  as_server "$bin/pg_ctl" -D "$folder/data" -o "-p $port" -l "$folder/log" -w start >&2
fi
echo "postgres://postgres@127.0.0.1:$(sed -n 4p "$folder/data/postmaster.pid")/postgres"
