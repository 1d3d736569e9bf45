# ecodash in a container: docker build -t ecodash . && docker run -p 8501:8501 -v ecodash-home:/home-of-record ecodash
FROM python:3.11-slim AS packages
WORKDIR /build
COPY requirements.lock ./
# Exactly the locked files, into a place of their own.
RUN pip install --no-cache-dir --require-hashes --no-deps --target /packages -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --target /packages . && python tools/installing/unused.py /packages

FROM python:3.11-slim
RUN useradd --system --create-home --uid 10001 eco && install -d -o eco /home-of-record
COPY --from=packages /packages /packages
ENV PYTHONPATH=/packages PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ECODASH_HOME=/home-of-record
USER eco
VOLUME /home-of-record
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
# One process, which Docker stops by its own signal.
CMD ["python", "-m", "ecodash", "start", "--port", "8501"]
