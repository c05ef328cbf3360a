using Tracing.Registry;
using Tracing.Runtime.Context;

namespace Tracing.Runtime;

/// <summary>
/// Contexts: values that a channel adds to each of its events (<see cref="TraceChannel.AddContext"/>) and that filters can name
/// (<c>$ctx.NAME</c>). Besides the built-in ones an application can have its own.
/// </summary>
public static class TraceContext
{
    /// <summary>The names of all contexts that there are now: the built-in ones, then those that were registered.</summary>
    public static IReadOnlyList<string> Names => ContextTable.Names;

    /// <summary>Adds an integer context, for as long as its code is loaded.</summary>
    /// <param name="name">Unique; ASCII letters, digits and <c>_</c>, not beginning with a digit or <c>_</c>.</param>
    /// <param name="read">
    /// Gives the value. It is called in the thread that emits, for each event of a channel with this context, by several threads at the
    /// same time; so an <see cref="AsyncLocal{T}"/> has the value of the emitting flow. It must be quick, and neither wait nor use
    /// sessions. What it throws is caught: the value is then 0, and the first time is told to the EventSource <c>Tracing-Runtime</c>. Events that
    /// it emits have 0 and null for contexts of the application's. When the <see cref="System.Runtime.Loader.AssemblyLoadContext"/> of its code
    /// unloads, the value becomes 0, and the name can be registered again.
    /// </param>
    /// <exception cref="ArgumentException">The name is not usable, or taken.</exception>
    public static void Register(string name, Func<long> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Add(new AppInteger(Check(name), read), read);
    }

    /// <summary>Adds a text context, for as long as its code is loaded.</summary>
    /// <param name="name">Unique; ASCII letters, digits and <c>_</c>, not beginning with a digit or <c>_</c>.</param>
    /// <param name="read">As for an integer; null is recorded as <c>(null)</c>, and of long text the first 341 UTF-16 units.</param>
    /// <exception cref="ArgumentException">The name is not usable, or taken.</exception>
    public static void Register(string name, Func<string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Add(new AppText(Check(name), read), read);
    }

    private static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isUsable = name.Length > 0 && char.IsAsciiLetter(name[0]);
        foreach (char c in name)
        {
            isUsable &= char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        return isUsable ? name : throw new ArgumentException(
            $"The context name '{name}' is not usable: write ASCII letters, digits and '_', and begin with a letter.", nameof(name));
    }

    private static void Add(ContextSource source, Delegate read)
    {
        // In one piece, so that the code does not begin to unload in between.
        bool isAdded = TracepointRegistry.Change(() => Unloading.Watch(read) || ContextTable.TryAdd(source));
        if (!isAdded)
        {
            throw new ArgumentException($"There is a context called '{source.Name}' already. Choose another name.", nameof(source));
        }
    }
}
