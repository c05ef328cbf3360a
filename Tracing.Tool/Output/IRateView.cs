using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>Shows rates of events, count by count.</summary>
internal interface IRateView
{
    /// <summary>Has a place for rates for as long as a loop runs.</summary>
    /// <param name="loop">Gets what shows the latest rates; its result is passed on.</param>
    int Run(Func<Action<IReadOnlyList<EventRate>>, int> loop);
}
