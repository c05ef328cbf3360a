/* Makes the events of the benchmark's trace, about as many as its argument says. */
#include <stdlib.h>

#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "bench_tp.h"

int main(int argc, char **argv)
{
    long rounds = (argc > 1 ? atol(argv[1]) : 1000000) / 8;
    int values[8] = { 1, -2, 3, -4, 5, -6, 7, -8 };
    for (long i = 0; i < rounds; i++) {
        for (int k = 0; k < 4; k++)
            lttng_ust_tracepoint(bench, tick, (int)i + k);
        lttng_ust_tracepoint(bench, order, (int)i, i * 31, "customer-0123456", i * 0.25);
        lttng_ust_tracepoint(bench, order, (int)i, i * 37, "Ada", i * 0.5);
        lttng_ust_tracepoint(bench, request, i, "/api/orders/recent", "curl/8.5.0 (x86_64)");
        lttng_ust_tracepoint(bench, samples, (int)i, values, 8);
    }
    return 0;
}
