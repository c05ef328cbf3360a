using System.Collections;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>The environment variables, by name. Only when asked for; what may be a secret is masked.</summary>
internal static class VariableState
{
    public static void Gather(OwnRecords records, ulong time)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().OrderBy(static entry => (string)entry.Key, StringComparer.Ordinal))
        {
            string name = (string)variable.Key;
            records.Add(StateEvents.Variable, time).Put(StateText.Of(name)).Put(Secrets.IsNameOfOne(name) ? Secrets.Mask : StateText.Of((string?)variable.Value));
        }
    }
}
