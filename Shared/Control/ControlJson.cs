using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>The messages' serializers, made when this is compiled: nothing here looks at types at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = ControlProtocol.MaxDepth,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(HelloParams))]
[JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(TracepointsParams))]
[JsonSerializable(typeof(TracepointsResult))]
[JsonSerializable(typeof(CountParams))]
[JsonSerializable(typeof(MatchedResult))]
[JsonSerializable(typeof(ContextsResult))]
[JsonSerializable(typeof(SessionParams))]
[JsonSerializable(typeof(OptionalSessionParams))]
[JsonSerializable(typeof(CreateSessionParams))]
[JsonSerializable(typeof(ConfigurationMessage))]
[JsonSerializable(typeof(AddChannelParams))]
[JsonSerializable(typeof(AddContextParams))]
[JsonSerializable(typeof(EnableRuleParams))]
[JsonSerializable(typeof(DisableRuleParams))]
[JsonSerializable(typeof(AddOutputParams))]
[JsonSerializable(typeof(SnapshotParams))]
[JsonSerializable(typeof(StatedumpParams))]
[JsonSerializable(typeof(FolderResult))]
[JsonSerializable(typeof(SessionResult))]
[JsonSerializable(typeof(ChannelResult))]
[JsonSerializable(typeof(StatisticsResult))]
[JsonSerializable(typeof(SessionNamesResult))]
[JsonSerializable(typeof(SessionsResult))]
[JsonSerializable(typeof(AddTriggerParams))]
[JsonSerializable(typeof(RemoveTriggerParams))]
[JsonSerializable(typeof(TriggersResult))]
[JsonSerializable(typeof(TakeConsumerParams))]
[JsonSerializable(typeof(TakenConsumerResult))]
[JsonSerializable(typeof(EmptyMessage))]
internal sealed partial class ControlJson : JsonSerializerContext
{
}
