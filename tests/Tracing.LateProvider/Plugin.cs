namespace LateProvider;

/// <summary>What the loader calls, by reflection.</summary>
public static class Plugin
{
    public static void Run(string by)
    {
        LateTrace.Loaded(by);
        LateTrace.Detail(1);
    }
}
