namespace LateProvider;

/// <summary>What the loader calls, by reflection.</summary>
public static class Plugin
{
    private static int s_numbers;

    public static void Run(string by)
    {
        LateTrace.Loaded(by);
        LateTrace.Detail(1);
    }

    /// <summary>To be attached to a tracepoint of the loader's.</summary>
    public static void OnNumber(int number) => s_numbers += number;

    /// <summary>To be registered as a context.</summary>
    public static long Numbers() => s_numbers;
}
