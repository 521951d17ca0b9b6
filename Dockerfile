# Two stages: the first installs the Python packages, the second holds only what runs.

FROM debian:trixie-slim AS packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
COPY requirements-tools.lock /build/
RUN python3 -m venv /build/tools \
    && /build/tools/bin/python -m pip install --no-cache-dir --require-hashes \
        --requirement /build/requirements-tools.lock
COPY requirements-run.lock /build/
# At the path where the second stage has it: programs of an environment hold its path.
RUN /build/tools/bin/uv venv --python /usr/bin/python3 /venv \
    && /build/tools/bin/uv pip sync --no-cache --python /venv/bin/python --require-hashes \
        --compile-bytecode /build/requirements-run.lock
# The parser of Terraform's language keeps what it makes of its grammar; at run time nothing may.
RUN /venv/bin/python -c "import hcl2; hcl2.loads('')"

FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 libpango-1.0-0 libpangoft2-1.0-0 \
        libharfbuzz-subset0 graphviz fontconfig \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin decision \
    && install --directory --owner=decision --group=decision /data
COPY --from=packages /venv /venv
COPY . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_FOLDER=/data \
    PORT=8000
# These two values end with the step. A real site gets its own at start, or does not start.
RUN SECRET_KEY=unused-while-building ALLOWED_HOSTS=localhost python manage.py collectstatic --no-input
USER decision
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "scripts/healthcheck.py"]
CMD ["scripts/serve"]
