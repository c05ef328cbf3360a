#if TRACING
using Tracing;
#endif

Console.WriteLine("Hello, world!");
#if TRACING
Hello.HelloTrace.Said();

namespace Hello
{
    [TracepointProvider("hello")]
    internal static partial class HelloTrace
    {
        [Tracepoint]
        public static partial void Said();
    }
}
#endif
