package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are the figures of one server, in a registry of its own.
type metrics struct {
	requests          *prometheus.CounterVec
	seconds           *prometheus.HistogramVec
	inFlight, streams prometheus.Gauge
	refused           prometheus.Counter
	handler           http.Handler
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "entente_requests_total", Help: "Requests by route, method and status."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "entente_request_seconds", Help: "How long requests took, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_requests_in_flight", Help: "Requests that are being answered."}),
		streams:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_streams", Help: "Streams of events that are open."}),
		refused:  prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_requests_refused_total", Help: "Requests that were sent away because too many were there."}),
	}
	waiting := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "entente_jobs_waiting", Help: "Jobs that wait for others to be done."},
		func() float64 { return float64(len(s.jobs.queue)) })
	r := prometheus.NewRegistry()
	r.MustRegister(m.requests, m.seconds, m.inFlight, m.streams, m.refused, waiting,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.handler = promhttp.HandlerFor(r, promhttp.HandlerOpts{})
	return m
}

// methods are those that are told apart; what else somebody may send is one.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "OPTIONS": true}

func (m *metrics) observe(route, method string, status int, took time.Duration) {
	if !methods[method] {
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

func (c *call) figures() error {
	c.metrics.handler.ServeHTTP(c.w, c.r)
	return nil
}
