using Tracing.Registry;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Losses;
using Tracing.Runtime.Output;
using Tracing.Runtime.Rules;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime;

/// <summary>
/// Records tracepoints of this process. Create it, add channels and event rules in any order and at any time, start it, stop
/// it, dispose of it. Thread-safe; several sessions can record the same tracepoints at the same time.
/// </summary>
/// <remarks>
/// A session that is neither stopped nor disposed of when the process ends, by return from <c>Main</c>,
/// <see cref="Environment.Exit"/> or an unhandled exception, is stopped then.
/// </remarks>
public sealed partial class TraceSession : IDisposable
{
    private const string DefaultChannelName = "channel0";

    private readonly Func<string, ITraceOutput> _makeOutput;
    private readonly List<TraceChannel> _channels = [];
    private readonly List<EventRule> _rules = [];

    // What the fields above and the state say changes only under the registry's lock.
    private SessionState _state;
    private ClockKind? _clock;

    private TraceSession(string name, TraceSessionOptions options)
    {
        Name = name;
        _options = options = options.Copy();
        OutputFolder = options.Output is null ? null : Path.GetFullPath(options.Output);
        _clock = options.Clock;
        _isForOutside = options.IsForOutside;
        _makeOutput = options.MakeOutput;
        Flush = new FlushTimer(options.FlushPeriod);
        _statedump = options.Statedump?.Copy();
        if (options.CrashSnapshot is { } crash)
        {
            CheckLimits(crash.Limits ?? new SnapshotOptions());
            crash.Folder = Path.GetFullPath(crash.Folder);
            _crashSnapshot = crash;
        }

        _rotation = (options.Rotation ?? new RotationOptions()).CheckedCopy(name);
        _finished = new FinishedChunks(_rotation.KeepChunks, _rotation.KeepBytes);
    }

    /// <summary>The session's name, unique in the process while it lives.</summary>
    public string Name { get; }

    /// <summary>The trace's folder, or that of all its chunks, as an absolute path; null for a session that is only read by snapshots.</summary>
    public string? OutputFolder { get; private set; }

    /// <summary>Whether the session records now.</summary>
    public bool IsStarted => _state == SessionState.Started;

    /// <summary>Where the session is in its life; stale as soon as it is told, but under the registry's lock.</summary>
    internal SessionState State => _state;

    /// <summary>The rules, in the order in which they were set.</summary>
    internal EventRule[] Rules => TracepointRegistry.Change(() => _rules.ToArray());

    /// <summary>What has been recorded and lost so far. Exact once the session has stopped; before that, each count is at most a moment old.</summary>
    public SessionStatistics Statistics
    {
        get
        {
            // What another process is to drain may still be written.
            bool isFinal = (_state is SessionState.Stopped or SessionState.Disposed) && !EndsWithConsumer;
            var losses = new List<LossAccount>();
            ChannelStatistics[] counted = [.. ChannelsSnapshot().Select(channel => channel.GetStatistics(isFinal, losses))];

            // Disposed meanwhile: then the rings are gone, and what they had counted stands here.
            ChannelStatistics[] channels = _finalStatistics ?? counted;
            return new SessionStatistics(
                channels.Sum(channel => channel.Recorded),
                channels.Sum(channel => channel.Discarded),
                channels.Sum(channel => channel.Overwritten),
                channels.Sum(channel => channel.TooLarge),
                channels,
                _outputError ?? _rotationError)
            {
                Losses = channels.Aggregate(default(LossCounts), static (sum, channel) => sum + channel.Losses),
                RecentGaps = _losses.Recent(losses),
            };
        }
    }

    /// <summary>Creates a session and starts it, with one channel of default options.</summary>
    /// <param name="output">The trace's folder; must be empty or not exist.</param>
    /// <param name="patterns">Which events to record, as in <see cref="Enable"/>.</param>
    /// <returns>The started session.</returns>
    /// <exception cref="ArgumentException">A pattern or the folder's name is not usable.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be made or written to.</exception>
    public static TraceSession Start(string output, params ReadOnlySpan<string> patterns)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        if (patterns.IsEmpty)
        {
            throw new ArgumentException("Name the events to record, as in \"shop:*\".", nameof(patterns));
        }

        TraceSession session = Create(SessionList.MakeUnique(NameFor(output)), new TraceSessionOptions { Output = output });
        try
        {
            foreach (string pattern in patterns)
            {
                session.Enable(pattern);
            }

            session.Start();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Creates a session. It records nothing before <see cref="Start()"/>.</summary>
    /// <param name="name">Unique in the process; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="options">Where to record to.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">The name or the options are not usable.</exception>
    /// <exception cref="InvalidOperationException">There is a session of this name already, or tracing is switched off in this process.</exception>
    public static TraceSession Create(string name, TraceSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SessionName.Check(name, nameof(name), "session");
        if (options.Output is "")
        {
            throw new ArgumentException($"Session '{name}': {nameof(TraceSessionOptions.Output)} is empty. Name a folder, or leave it null for a session that is only read by snapshots.", nameof(options));
        }

        if (options.FlushPeriod < FlushTimer.Shortest || options.FlushPeriod > FlushTimer.Longest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.FlushPeriod, $"Session '{name}': {nameof(TraceSessionOptions.FlushPeriod)} must be from {FlushTimer.Shortest} to {FlushTimer.Longest}.");
        }

        if (options.CrashSnapshot is { Folder: null or "" })
        {
            throw new ArgumentException($"Session '{name}': {nameof(CrashSnapshotOptions)}.{nameof(CrashSnapshotOptions.Folder)} is empty. Name a folder, as in \"crashes/%n-%p\".", nameof(options));
        }

        if (!TracingRuntime.IsAvailable)
        {
            throw new InvalidOperationException(TracingRuntime.UnavailableReason);
        }

        TracingRuntime.Initialize();
        var session = new TraceSession(name, options);
        SessionList.Add(session);
        return session;
    }

    /// <summary>
    /// Adds an output to a session that was created without one. Also to a session that records already: from now on channels that discard can be added to it, and
    /// recording to the output begins with them. Channels that overwrite stay in memory until a snapshot.
    /// </summary>
    /// <param name="output">The trace's folder: made now, or when the session starts; must be empty or not exist.</param>
    /// <exception cref="InvalidOperationException">The session has an output already.</exception>
    /// <exception cref="IOException">The session was started, and the folder is not empty, or cannot be made or written to.</exception>
    public void AddOutput(string output)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        string folder = Path.GetFullPath(output);
        bool isRecording = false;
        TracepointRegistry.Change(() =>
        {
            ThrowIfDisposed();
            if (OutputFolder is not null)
            {
                throw new InvalidOperationException($"Session '{Name}' records to '{OutputFolder}' already. Create another session to record to '{folder}' too.");
            }

            if (!_metadata.IsEmpty)
            {
                BeginOutput(_metadata.AddOutput(folder, () => _makeOutput(folder)));
            }

            OutputFolder = folder;
            isRecording = _state == SessionState.Started;
            if (isRecording)
            {
                BeginState();
            }
        });
        if (isRecording)
        {
            DumpInBackground();
        }
    }

    /// <summary>Adds a channel. Also to a session that records already.</summary>
    /// <param name="name">Unique in the session; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="options">How it buffers; null for the defaults.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">The name or an option is not usable.</exception>
    /// <exception cref="IOException">The session records, and the channel could not be described in its output.</exception>
    public TraceChannel AddChannel(string name, ChannelOptions? options = null)
    {
        options ??= new ChannelOptions();
        ChannelGeometry.Check(name, options);
        if (OutputFolder is null && !_isForOutside && options.Mode == BufferMode.Block)
        {
            throw new ArgumentException(
                $"Session '{Name}' has no output, so nothing would ever drain channel '{name}', and every thread that fills it would wait in vain. Set {nameof(TraceSessionOptions)}.{nameof(TraceSessionOptions.Output)}, or choose another {nameof(ChannelOptions.Mode)} than {nameof(BufferMode.Block)}.", nameof(options));
        }

        if (OutputFolder is null && !_isForOutside && options.Mode != BufferMode.Overwrite)
        {
            throw new ArgumentException(
                $"Session '{Name}' has no output, so nothing would ever drain channel '{name}'. Set {nameof(TraceSessionOptions)}.{nameof(TraceSessionOptions.Output)} or call {nameof(AddOutput)}, or set the channel's {nameof(ChannelOptions.Mode)} to {nameof(BufferMode)}.{nameof(BufferMode.Overwrite)}.", nameof(options));
        }

        return TracepointRegistry.Change(() =>
        {
            ThrowIfDisposed();
            if (_channels.Exists(other => other.Name == name))
            {
                throw new ArgumentException($"Session '{Name}' has a channel called '{name}' already. Choose another name.", nameof(name));
            }

            var channel = new TraceChannel(this, _traceId, name, options, ChannelNumbers.Take(), (uint)_channels.Count);
            ChannelNumbers.Assign(channel.Rings);
            try
            {
                if (!_metadata.IsEmpty)
                {
                    _metadata.AddChannel(channel.StreamClass, channel.Name);
                }
            }
            catch
            {
                ChannelNumbers.Release(channel.Rings);
                throw;
            }

            lock (_drain)
            {
                if (_isLent && !channel.Overwrites)
                {
                    channel.Rings.Lend(_term);
                }

                _channels.Add(channel);
            }

            return channel;
        });
    }

    /// <summary>
    /// Adds an event rule: records every tracepoint whose name matches, also of providers that load later. Of the rules
    /// that match a tracepoint the latest decides.
    /// </summary>
    /// <param name="pattern">On <c>provider:name</c>: <c>*</c> stands for any run of characters, <c>?</c> for one.</param>
    /// <param name="channel">Where to; null for the channel <c>channel0</c>, which is made when it is first needed.</param>
    /// <param name="options">Narrows the rule; null: nothing does.</param>
    /// <exception cref="EventFilterException">The filter is wrong, or of the tracepoints that the rule matches none has its fields.</exception>
    /// <exception cref="ArgumentException">The pattern can match nothing, the channel is another session's, or an option makes no sense.</exception>
    /// <exception cref="IOException">The session records, and an event could not be described in its output.</exception>
    public void Enable(string pattern, TraceChannel? channel = null, EventRuleOptions? options = null)
    {
        CheckOwn(channel);
        EventRule.Check(pattern, options);
        ChangeRules(() => EventRule.Parse(
            pattern, channel ?? _channels.Find(other => other.Name == DefaultChannelName) ?? AddChannel(DefaultChannelName, DefaultChannelOptions), options));
    }

    /// <summary>
    /// Stops recording the tracepoints whose names match. When it returns, no thread is inside one of their probes on
    /// behalf of this session.
    /// </summary>
    /// <param name="pattern">As in <see cref="Enable"/>.</param>
    /// <param name="channel">In this channel only; null: in all of them.</param>
    /// <exception cref="ArgumentException">The pattern can match nothing, or the channel is another session's.</exception>
    public void Disable(string pattern, TraceChannel? channel = null)
    {
        var parsed = new EventPattern(pattern, nameof(pattern));
        CheckOwn(channel);
        ChangeRules(() => new EventRule(parsed, channel, enables: false, []));
    }

    /// <summary>A session that nobody drains can only be a flight recorder.</summary>
    private ChannelOptions DefaultChannelOptions => new() { Mode = OutputFolder is null && !_isForOutside ? BufferMode.Overwrite : BufferMode.Discard };

    private static string NameFor(string output)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)));
        string usable = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-'));
        return usable.Length == 0 ? "trace" : usable[..Math.Min(usable.Length, 100)];
    }

    private void CheckOwn(TraceChannel? channel)
    {
        if (channel is not null && channel.Session != this)
        {
            throw new ArgumentException($"Channel '{channel.Name}' belongs to session '{channel.Session.Name}', not to '{Name}'. Add one to this session with {nameof(AddChannel)}.", nameof(channel));
        }
    }

    private void ThrowIfDisposed()
    {
        if (_state == SessionState.Disposed)
        {
            throw new ObjectDisposedException(nameof(TraceSession), $"Session '{Name}' has been disposed of. Create another one to record more.");
        }
    }

    internal TraceChannel[] ChannelsSnapshot()
    {
        lock (_drain)
        {
            return [.. _channels];
        }
    }
}
