namespace Tracing.Control;

/// <summary>The methods' names.</summary>
internal static class ControlMethods
{
    public const string Hello = "hello";
    public const string Tracepoints = "tracepoints";
    public const string Count = "count";
    public const string Contexts = "contexts";
    public const string Sessions = "sessions";
    public const string CreateSession = "session.create";
    public const string StartSession = "session.start";
    public const string StopSession = "session.stop";
    public const string DestroySession = "session.destroy";
    public const string SaveSession = "session.save";
    public const string LoadSession = "session.load";
    public const string AddChannel = "channel.add";
    public const string AddContext = "context.add";
    public const string EnableRule = "rule.enable";
    public const string DisableRule = "rule.disable";
    public const string AddOutput = "output.add";
    public const string Rotate = "rotate";
    public const string Snapshot = "snapshot";
    public const string Statedump = "statedump";
    public const string AddTrigger = "trigger.add";
    public const string ListTriggers = "trigger.list";
    public const string RemoveTrigger = "trigger.remove";
    public const string TakeConsumer = "consumer.take";
    public const string RenewConsumer = "consumer.renew";
    public const string ReleaseConsumer = "consumer.release";
}
