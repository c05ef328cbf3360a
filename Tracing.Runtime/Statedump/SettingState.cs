using System.Globalization;
using System.Text.Json;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>Settings of the runtime: what the garbage collector says of itself, and what the program's runtimeconfig file sets, as AppContext has it.</summary>
internal static class SettingState
{
    /// <summary>How the file's name ends; it begins with the program's.</summary>
    private const string FileExtension = ".runtimeconfig.json";

    /// <summary>Most bytes of a file that is read.</summary>
    private const long MaxFileSize = 1 << 20;

    /// <summary>Settings that are told wherever they come from; a program compiled ahead of time has no file.</summary>
    private static readonly string[] s_known =
    [
        "System.GC.Server", "System.GC.Concurrent", "System.GC.HeapCount", "System.GC.HeapHardLimit", "System.GC.ConserveMemory", "System.GC.RetainVM",
        "System.Runtime.TieredCompilation", "System.Runtime.TieredCompilation.QuickJit", "System.Runtime.TieredPGO", "System.Globalization.Invariant",
        "System.Threading.ThreadPool.MinThreads", "System.Threading.ThreadPool.MaxThreads",
    ];

    public static void Gather(OwnRecords records, ulong time)
    {
        foreach ((string name, object value) in GC.GetConfigurationVariables().OrderBy(static variable => variable.Key, StringComparer.Ordinal))
        {
            Add(records, time, "GC." + name, value);
        }

        string file = Path.Combine(AppContext.BaseDirectory, AppDomain.CurrentDomain.FriendlyName + FileExtension);
        foreach (string name in s_known.Concat(NamesIn(file)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (AppContext.GetData(name) is { } value)
            {
                Add(records, time, name, value);
            }
        }
    }

    /// <summary>The names that a runtimeconfig file sets; none if there is no such file.</summary>
    internal static IReadOnlyList<string> NamesIn(string file)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length > MaxFileSize)
            {
                return [];
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty("runtimeOptions", out JsonElement options)
                && options.TryGetProperty("configProperties", out JsonElement properties)
                ? [.. properties.EnumerateObject().Select(static property => property.Name)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Somebody's file. The runtime took it, or went without it.
            return [];
        }
    }

    private static void Add(OwnRecords records, ulong time, string name, object value) =>
        records.Add(StateEvents.Setting, time).Put(StateText.Of(name)).Put(StateText.Of(
            Secrets.IsNameOfOne(name) ? Secrets.Mask : Convert.ToString(value, CultureInfo.InvariantCulture)));
}
