using System.Diagnostics;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Statedump;

/// <summary>The native modules, in the form of LTTng-UST's statedump, so that its readers find symbols by them.</summary>
internal static class ModuleState
{
    private const string MapsPath = "/proc/self/maps";

    public static void Gather(OwnRecords records, ulong time)
    {
        records.Add(StateEvents.ModulesStart, time);
        records.Add(StateEvents.ProcessName, time).Put(StateText.Of(ProcessIdentity.Name));
        if (OperatingSystem.IsLinux())
        {
            GatherMapped(records, time);
        }
        else
        {
            using Process process = Process.GetCurrentProcess();
            foreach (ProcessModule module in process.Modules)
            {
                using (module)
                {
                    Add(records, time, new MappedFile((ulong)module.BaseAddress, (ulong)module.ModuleMemorySize, module.FileName), new ElfImage(IsPositionIndependent: true, BuildId: []));
                }
            }
        }

        records.Add(StateEvents.ModulesEnd, time);
    }

    private static void GatherMapped(OwnRecords records, ulong time)
    {
        using var memory = new ProcessMemory();
        foreach (MappedFile file in MappedFile.Parse(ProcFile.TryReadText(MapsPath) ?? ""))
        {
            // Data files and managed assemblies are mapped too, and are no modules of this kind.
            if (ElfImage.TryRead(file.Begin, file.Size, memory.Read) is { } image)
            {
                Add(records, time, file, image);
            }
        }
    }

    private static void Add(OwnRecords records, ulong time, MappedFile file, ElfImage image)
    {
        records.Add(StateEvents.Module, time)
            .Put(file.Begin)
            .Put(file.Size)
            .Put(StateText.Of(file.Path))
            .Put((byte)(image.IsPositionIndependent ? 1 : 0))
            .Put((byte)(image.BuildId.Length > 0 ? 1 : 0))
            .Put((byte)0);
        if (image.BuildId.Length > 0)
        {
            records.Add(StateEvents.BuildId, time).Put(file.Begin).Put((ulong)image.BuildId.Length).PutBytes(image.BuildId);
        }
    }
}
