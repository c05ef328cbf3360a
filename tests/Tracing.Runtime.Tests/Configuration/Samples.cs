namespace Tracing.Runtime.Tests.Configuration;

/// <summary>Configurations that both the parser and the published schema must take, or refuse.</summary>
internal static class Samples
{
    /// <summary>Has every key, in the words and the order in which it would be written.</summary>
    public const string Everything = """
        {
          "sessions": [
            {
              "name": "demo",
              "output": "traces/%n-%p",
              "start": false,
              "clock": "tsc-relaxed",
              "flushPeriod": "1500ms",
              "rotation": { "maxSize": "64MiB", "period": "90s", "keepChunks": 10, "keepBytes": "1GiB" },
              "crashSnapshot": { "folder": "crash-%p", "maxAge": "5s", "maxBytes": "64MiB" },
              "statedump": { "environment": true },
              "channels": [
                {
                  "name": "orders",
                  "mode": "block",
                  "scope": "cpu",
                  "subBufferSize": "64KiB",
                  "subBufferCount": 8,
                  "maxMemory": "1025B",
                  "blockTimeout": "1.5us",
                  "contexts": [ "vtid", "trace_id" ],
                  "rules": [
                    {
                      "events": "shop:*", "exclude": [ "shop:Cache*" ], "level": "debugLine", "mostSevere": "emergency", "filter": "total > 100 && name == \"a*\"",
                      "oneIn": 10, "maxPerSecond": 1000, "first": 50
                    },
                    { "events": "shop:Ping", "enable": false }
                  ]
                }
              ],
              "triggers": [
                {
                  "name": "slow",
                  "when": { "events": "shop:*", "exclude": [ "shop:Cache*" ], "level": "error", "mostSevere": "alert", "filter": "ms > 5", "every": 10 },
                  "do": [
                    { "action": "snapshot", "folder": "slow", "maxAge": "5s", "maxBytes": "1MiB" },
                    { "action": "rotate" },
                    { "action": "start" },
                    { "action": "stop" },
                    {
                      "action": "enable", "channel": "orders", "events": "shop:*", "exclude": [ "shop:A" ], "level": "info", "mostSevere": "critical", "filter": "a > 1",
                      "oneIn": 2, "maxPerSecond": 3, "first": 4
                    },
                    { "action": "disable", "channel": "orders", "events": "shop:*" }
                  ],
                  "coolDown": "0s"
                },
                { "name": "once", "when": { "events": "shop:*", "onceAfter": 3 }, "do": [ { "action": "stop" } ], "coolDown": "1s" },
                { "name": "full", "when": { "fill": 80, "channel": "orders" }, "do": [ { "action": "rotate" } ], "coolDown": "1d" },
                {
                  "name": "lossy", "when": { "counter": "tooLarge", "above": 0, "every": 100, "channel": "orders" }, "do": [ { "action": "rotate" } ], "coolDown": "1h"
                }
              ]
            }
          ]
        }
        """;

    public static TheoryData<string> Good =>
    [
        Everything,
        """{ "sessions": [] }""",
        """{ "sessions": [ { "name": "a", "statedump": null }, { "name": "b", "statedump": {} } ] }""",
        """{ "$schema": "x", "sessions": [ { "name": "a", "events": [ "shop:*" ] } ] }""",
        """{ "sessions": [ { "name": "a", "channels": [ { "name": "c", "subBufferSize": 65536, "maxMemory": 1e6, "rules": [ { "events": "*", "enable": true, "oneIn": 2.0 } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": "0.5 s", "rotation": { "maxSize": "1.5KiB" } } ] }""",
    ];

    public static TheoryData<string> Bad =>
    [
        "[]",
        "{}",
        """{ "sessions": {} }""",
        """{ "sessions": [], "more": 1 }""",
        """{ "$schema": 1, "sessions": [] }""",
        """{ "sessions": [ {} ] }""",
        """{ "sessions": [ { "name": "" } ] }""",
        """{ "sessions": [ { "name": null } ] }""",
        """{ "sessions": [ { "name": "a", "start": "yes" } ] }""",
        """{ "sessions": [ { "name": "a", "clock": "TSC" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": 1 } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": "1" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": "-1s" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": " 1s" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": ".5s" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": "1.s" } ] }""",
        """{ "sessions": [ { "name": "a", "flushPeriod": "1S" } ] }""",
        """{ "sessions": [ { "name": "a", "rotation": { "maxSize": "1KB" } } ] }""",
        """{ "sessions": [ { "name": "a", "rotation": { "maxSize": "64" } } ] }""",
        """{ "sessions": [ { "name": "a", "rotation": { "keepChunks": 0 } } ] }""",
        """{ "sessions": [ { "name": "a", "crashSnapshot": {} } ] }""",
        """{ "sessions": [ { "name": "a", "statedump": true } ] }""",
        """{ "sessions": [ { "name": "a", "statedump": { "environment": null } } ] }""",
        """{ "sessions": [ { "name": "a", "events": "shop:*" } ] }""",
        """{ "sessions": [ { "name": "a", "events": [], "channels": [] } ] }""",
        """{ "sessions": [ { "name": "a", "channels": [ { "name": "c", "rules": [ { "events": "a:*", "enable": false, "first": 1 } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "channels": [ { "name": "c", "rules": [ { "level": "info" } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "triggers": [ { "name": "t", "when": { "events": "a:*", "every": 1, "onceAfter": 1 }, "do": [ { "action": "stop" } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "triggers": [ { "name": "t", "when": { "events": "a:*", "fill": 1 }, "do": [ { "action": "stop" } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "triggers": [ { "name": "t", "when": { "fill": 1 }, "do": [] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "triggers": [ { "name": "t", "when": { "fill": 1 }, "do": [ { "action": "jump" } ] } ] } ] }""",
        """{ "sessions": [ { "name": "a", "triggers": [ { "name": "t", "when": { "fill": 1 }, "do": [ { "action": "snapshot" } ] } ] } ] }""",
    ];
}
