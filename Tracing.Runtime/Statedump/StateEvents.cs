using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>The events of a statedump; docs/statedump.md tells what each field is.</summary>
internal static class StateEvents
{
    public static OwnEventClass Begin { get; } = new("statedump:begin", TracepointLevel.Info, $$"""
        uint32_t _dump;
        enum : uint8_t { {{string.Join(", ", Enum.GetValues<StatedumpReason>().Select(static reason => $"\"{reason}\" = {reason:D}"))}} } _reason;
        """);

    public static OwnEventClass End { get; } = new("statedump:end", TracepointLevel.Info, """
        uint32_t _dump;
        uint32_t _methods;
        uint32_t _faults;
        enum dotnet_bool _complete;
        """);

    public static OwnEventClass Process { get; } = new("statedump:process", TracepointLevel.Info, """
        string _exe;
        string _command_line;
        string _cwd;
        uint32_t _pid;
        uint32_t _parent;
        string _user;
        int64_t _start_time;
        string _container;
        string _runtime;
        string _os;
        string _architecture;
        uint32_t _cpus;
        enum dotnet_bool _server_gc;
        string _gc_latency_mode;
        int64_t _gc_memory_limit;
        string _time_zone;
        """);

    public static OwnEventClass Assembly { get; } = new("statedump:assembly", TracepointLevel.Info, """
        string _name;
        string _version;
        string _mvid;
        string _path;
        string _load_context;
        """);

    public static OwnEventClass Thread { get; } = new("statedump:thread", TracepointLevel.Info, """
        uint32_t _tid;
        int32_t _managed_tid;
        string _name;
        """);

    public static OwnEventClass ThreadPool { get; } = new("statedump:thread_pool", TracepointLevel.Info, """
        uint32_t _threads;
        uint32_t _min_workers;
        uint32_t _max_workers;
        uint32_t _min_io;
        uint32_t _max_io;
        int64_t _pending;
        int64_t _completed;
        """);

    public static OwnEventClass Setting { get; } = new("statedump:setting", TracepointLevel.Info, """
        string _name;
        string _value;
        """);

    public static OwnEventClass Provider { get; } = new("statedump:provider", TracepointLevel.Info, """
        string _name;
        uint32_t _tracepoints;
        string _assembly;
        string _version;
        string _commit;
        """);

    public static OwnEventClass Session { get; } = new("statedump:session", TracepointLevel.Info, """
        string _name;
        string _state;
        string _output;
        """);

    public static OwnEventClass Variable { get; } = new("statedump:variable", TracepointLevel.Info, """
        string _name;
        string _value;
        """);

    public static OwnEventClass Fault { get; } = new("statedump:fault", TracepointLevel.Warning, """
        string _source;
        string _exception;
        """);

    public static OwnEventClass ModulesStart { get; } = new("lttng_ust_statedump:start", TracepointLevel.DebugLine, "");

    public static OwnEventClass ProcessName { get; } = new("lttng_ust_statedump:procname", TracepointLevel.DebugLine, """
        string _procname;
        """);

    public static OwnEventClass Module { get; } = new("lttng_ust_statedump:bin_info", TracepointLevel.DebugLine, """
        integer { size = 64; align = 8; signed = false; base = 16; } _baddr;
        uint64_t _memsz;
        string _path;
        uint8_t _is_pic;
        uint8_t _has_build_id;
        uint8_t _has_debug_link;
        """);

    public static OwnEventClass BuildId { get; } = new("lttng_ust_statedump:build_id", TracepointLevel.DebugLine, """
        integer { size = 64; align = 8; signed = false; base = 16; } _baddr;
        uint64_t __build_id_length;
        byte_t _build_id[ __build_id_length ];
        """);

    public static OwnEventClass ModulesEnd { get; } = new("lttng_ust_statedump:end", TracepointLevel.DebugLine, "");

    /// <summary>All, in the order of their ids: add at its end.</summary>
    public static IReadOnlyList<OwnEventClass> All { get; } =
    [
        Begin, End, Process, Assembly, Thread, ThreadPool, Setting, Provider, Session, Variable, Fault,
        ModulesStart, ProcessName, Module, BuildId, ModulesEnd,
    ];
}
