/* The tracepoints of the program that makes the benchmark's trace: what a service's events look like. */
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER bench

#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "./bench_tp.h"

#if !defined(BENCH_TP_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define BENCH_TP_H

#include <lttng/tracepoint.h>

LTTNG_UST_TRACEPOINT_EVENT(bench, tick,
    LTTNG_UST_TP_ARGS(int, number),
    LTTNG_UST_TP_FIELDS(
        lttng_ust_field_integer(int, number, number)))

LTTNG_UST_TRACEPOINT_EVENT(bench, order,
    LTTNG_UST_TP_ARGS(int, number, long, id, const char *, customer, double, total),
    LTTNG_UST_TP_FIELDS(
        lttng_ust_field_integer(int, number, number)
        lttng_ust_field_integer(long, id, id)
        lttng_ust_field_string(customer, customer)
        lttng_ust_field_float(double, total, total)))

LTTNG_UST_TRACEPOINT_EVENT(bench, request,
    LTTNG_UST_TP_ARGS(long, a, const char *, path, const char *, agent),
    LTTNG_UST_TP_FIELDS(
        lttng_ust_field_integer(long, start, a)
        lttng_ust_field_integer(unsigned long, bytes, a * 3)
        lttng_ust_field_integer_hex(unsigned int, status, 200)
        lttng_ust_field_integer(long, user, a + 7)
        lttng_ust_field_integer(short, worker, 5)
        lttng_ust_field_string(path, path)
        lttng_ust_field_string(agent, agent)))

LTTNG_UST_TRACEPOINT_EVENT(bench, samples,
    LTTNG_UST_TP_ARGS(int, number, const int *, values, size_t, count),
    LTTNG_UST_TP_FIELDS(
        lttng_ust_field_integer(int, number, number)
        lttng_ust_field_sequence(int, values, values, size_t, count)))

#endif

#include <lttng/tracepoint-event.h>
