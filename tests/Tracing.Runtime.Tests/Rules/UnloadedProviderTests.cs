using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Tracing.Registry;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>A plugin with a provider is unloaded while a session runs: nothing of the tracer's keeps it, and what it recorded stays.</summary>
[Collection(nameof(TestTrace))]
public class UnloadedProviderTests
{
    /// <summary>Collections after which a context that nobody holds is gone; two would do.</summary>
    private const int Collections = 20;

    [Fact]
    public void APluginUnloadsWhileASessionRecordsIt()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("unloading", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("late:*");
        session.Enable("late:*", session.AddChannel("filtered", new ChannelOptions()), new EventRuleOptions { Filter = "by == \"o*\"" });
        session.Enable("test:Number");
        session.Start();
        using IDisposable counting = TracepointCatalog.CountHits("late:*");

        WeakReference first = Load("one", out int[] firstIds);
        AssertIsGone(first);
        Assert.Empty(TracepointCatalog.List("late:*"));
        Assert.DoesNotContain(TracepointRegistry.GetProviders(), static provider => provider.Name == "late");

        // A new version of it: other tracepoints, with ids of their own in process and channel.
        TestTrace.Number(7);
        WeakReference second = Load("other", out int[] secondIds);
        AssertIsGone(second);
        Assert.Empty(firstIds.Intersect(secondIds));

        using (TraceSession later = TraceSession.Start(folder["later"], "late:*", "test:*"))
        {
            TestTrace.Number(8);
        }

        session.Stop();
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(
            ["late:Loaded: one", "late:Loaded: one", "late:Detail: 1", "test:Number: 7", "late:Loaded: other", "late:Loaded: other", "late:Detail: 1", "test:Number: 8"],
            lines.Select(Shorten));
        string metadata = File.ReadAllText(Path.Combine(folder["trace"], "metadata"));
        Assert.Equal(7, metadata.Split("event {").Length - 1 - OwnEvents(metadata));
        Assert.Equal((8, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.DoesNotContain("late:", File.ReadAllText(Path.Combine(folder["later"], "metadata")), StringComparison.Ordinal);
    }

    [Fact]
    public void HandlersAndContextsOfAPluginGoWithIt()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("orphans", new TraceSessionOptions { Output = folder["trace"] });
        WeakReference plugin = LoadHandlers(session, out IDisposable attachment);
        AssertIsGone(plugin);

        Assert.DoesNotContain("plugin_numbers", TraceContext.Names);
        Assert.Equal(0, Assert.Single(TracepointCatalog.List("test:Number")).AttachedProbes);
        attachment.Dispose();
        TestTrace.Number(5);
        session.Stop();
        Assert.Equal(["plugin_numbers = 3", "plugin_numbers = 0"], Babeltrace.Read(folder["trace"]).Select(static line => line.Split("{ ")[2].Split(" }")[0]));
    }

    [Fact]
    public void WhatIsEmittedWhileItUnloadsIsNotRecorded()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "late:*", "test:Number");
        WeakReference plugin = LoadAndRunWhileUnloading();
        AssertIsGone(plugin);
        TestTrace.Number(1);
        session.Stop();
        Assert.Equal(1, session.Statistics.Recorded);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Load(string by, out int[] ids)
    {
        var context = new AssemblyLoadContext(by, isCollectible: true);
        Run(PluginIn(context), by);
        IReadOnlyList<TracepointInfo> tracepoints = TracepointCatalog.List("late:*");
        Assert.Equal([1, 1], tracepoints.Select(static info => (int)info.Hits!));
        ids = [.. tracepoints.Select(static info => info.Id)];
        context.Unload();
        return new WeakReference(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadHandlers(TraceSession session, out IDisposable attachment)
    {
        var context = new AssemblyLoadContext("handlers", isCollectible: true);
        Type plugin = PluginIn(context);
        attachment = TestTrace.AttachNumber(plugin.GetMethod("OnNumber")!.CreateDelegate<TestTrace.NumberHandler>());
        TraceContext.Register("plugin_numbers", plugin.GetMethod("Numbers")!.CreateDelegate<Func<long>>());
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions());
        channel.AddContext("plugin_numbers");
        session.Enable("test:Number", channel);
        session.Start();
        TestTrace.Number(3);
        context.Unload();
        return new WeakReference(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndRunWhileUnloading()
    {
        var context = new AssemblyLoadContext("late", isCollectible: true);
        Type plugin = PluginIn(context);
        RuntimeHelpers.RunModuleConstructor(plugin.Module.ModuleHandle);
        context.Unload();
        Run(plugin, "nobody");
        return new WeakReference(context);
    }

    /// <summary>The plugin's assembly in a context of its own, with the tracer's from here.</summary>
    private static Type PluginIn(AssemblyLoadContext context) => context
        .LoadFromAssemblyPath(Path.Combine(TestApp.FolderOf("Tracing.LateProvider"), "Tracing.LateProvider.dll"))
        .GetType("LateProvider.Plugin", throwOnError: true)!;

    private static void Run(Type plugin, string by) => plugin.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [by]);

    private static void AssertIsGone(WeakReference context)
    {
        for (int i = 0; context.IsAlive && i < Collections; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    private static int OwnEvents(string metadata) => metadata.Split("name = \"tracing:").Length - 1;

    private static string Shorten(string line)
    {
        string name = line.Split(' ').First(static word => word.StartsWith("late:", StringComparison.Ordinal) || word.StartsWith("test:", StringComparison.Ordinal));
        string value = line[(line.LastIndexOf("= ", StringComparison.Ordinal) + 2)..].TrimEnd(' ', '}').Trim('"');
        return $"{name} {value}";
    }
}
