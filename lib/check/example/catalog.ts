/** The metrics that the examples are about: a small shop. */
export const exampleCatalog = `defaults:
  scrapeInterval: 15s
  evaluationInterval: 30s
  retention: 15d
metrics:
  up:
    type: gauge
    unit: ratio
    jobs: [api, worker, postgres, redis, node]
    range: {min: 0, max: 1}
    lowIsBad: true
  http_requests_total:
    type: counter
    unit: requests
    labels: {method: [GET, POST], code: ["200", "404", "500", "503"], route: "*"}
    jobs: [api]
  http_request_duration_seconds:
    type: histogram
    unit: seconds
    labels: {route: "*"}
    buckets: [0.1, 0.5, 1, 5]
    jobs: [api]
  rpc_duration_seconds:
    type: nativeHistogram
    unit: seconds
    labels: {service: "*"}
    jobs: [api]
  gc_pause_seconds:
    type: summary
    unit: seconds
    quantiles: [0.5, 0.9, 1]
    jobs: [api]
  http_active_connections:
    type: gauge
    unit: connections
    range: {min: 0}
    jobs: [api]
  jobs_failed_total:
    type: counter
    unit: jobs
    labels: {queue: [mail, video]}
    createdOnFirstEvent: true
    jobs: [worker]
  jobs_finished_total:
    type: counter
    unit: jobs
    labels: {queue: [mail, video], status: [completed, failed]}
    jobs: [worker]
  queue_depth:
    type: gauge
    unit: jobs
    labels: {queue: [mail, video]}
    range: {min: 0}
    shared: true
    jobs: [worker]
  queue_oldest_age_seconds:
    type: gauge
    unit: seconds
    labels: {queue: [mail, video]}
    range: {min: 0}
    shared: true
    jobs: [worker]
  backup_last_success_timestamp_seconds:
    type: gauge
    unit: timestamp
    jobs: [worker]
  certificate_expiry_timestamp_seconds:
    type: gauge
    unit: timestamp
    labels: {domain: "*"}
    lowIsBad: true
    jobs: [api]
  worker_info:
    type: info
    unit: ratio
    labels: {version: "*"}
    jobs: [worker]
  worker_state:
    type: stateset
    unit: ratio
    labels: {state: [running, paused, failed]}
    jobs: [worker]
  cache_hit_ratio:
    type: gauge
    unit: ratio
    range: {min: 0, max: 1}
    lowIsBad: true
    jobs: [api]
  pg_up:
    type: gauge
    unit: ratio
    range: {min: 0, max: 1}
    lowIsBad: true
    jobs: [postgres]
  pg_connections:
    type: gauge
    unit: connections
    labels: {state: [active, idle]}
    range: {min: 0}
    jobs: [postgres]
  pg_max_connections:
    type: gauge
    unit: connections
    range: {min: 0}
    jobs: [postgres]
  redis_memory_used_bytes:
    type: gauge
    unit: bytes
    range: {min: 0}
    jobs: [redis]
  redis_memory_max_bytes:
    type: gauge
    unit: bytes
    range: {min: 0}
    jobs: [redis]
  process_cpu_seconds_total:
    type: counter
    unit: seconds
    jobs: [api, worker]
  process_resident_memory_bytes:
    type: gauge
    unit: bytes
    range: {min: 0}
    jobs: [api, worker]
  node_cpu_seconds_total:
    type: counter
    unit: seconds
    labels: {cpu: "*", mode: [idle, user, system, iowait]}
    jobs: [node]
  node_filesystem_avail_bytes:
    type: gauge
    unit: bytes
    labels: {device: "*", mountpoint: "*"}
    jobs: [node]
  node_filesystem_size_bytes:
    type: gauge
    unit: bytes
    labels: {device: "*", mountpoint: "*"}
    jobs: [node]
  node_network_receive_bytes_total:
    type: counter
    unit: bytes
    labels: {device: "*"}
    jobs: [node]
streams:
  shop-api:
    labels: {service_name: [shop-api], env: [production, staging]}
    metadata: {trace_id: "*"}
    format: json
    fields: {level: [debug, info, warn, error], status: ["200", "404", "500"], route: "*", took: "*", size: "*", user_id: "*"}
  shop-worker:
    labels: {service_name: [shop-worker], env: [production, staging]}
    format: logfmt
    fields: {level: [info, error], task: "*", took: "*"}
  shop-proxy:
    labels: {service_name: [shop-proxy], env: [production, staging]}
    format: text
slos:
  api-availability: {objective: 99.9, window: 30d}
`;
