using System.Globalization;
using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Emission;

/// <summary>Writes the members of one tracepoint: the guard, and behind it recording and handlers.</summary>
internal sealed class ProbeEmitter(IndentedWriter writer, ProviderModel provider, TracepointModel tracepoint, int index)
{
    private const string AggressiveInlining =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private const string NoInlining =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private readonly string _state = provider.Members.State;
    private readonly string _guard = $"{provider.Members.State}.{tracepoint.Members.Guard.EscapeIdentifier()}";
    private readonly string _title = XmlText.Escape(provider.Name + ":" + tracepoint.Name);
    private readonly string _accessibility = Accessibility(tracepoint.Method);
    private readonly string _arguments = string.Join(", ", tracepoint.Method.Parameters.Select(static parameter => parameter.Name.EscapeIdentifier()));
    private readonly string _plainParameters = string.Join(", ", tracepoint.Method.Parameters.Select(
        static parameter => $"{(parameter.Modifiers.Contains("scoped ") ? "scoped " : "")}{parameter.CSharp} {parameter.Name.EscapeIdentifier()}"));

    public static void Emit(IndentedWriter writer, ProviderModel provider, TracepointModel tracepoint, int index)
    {
        var emitter = new ProbeEmitter(writer, provider, tracepoint, index);
        emitter.EmitGuard();
        emitter.EmitEnabled();
        emitter.EmitAttach();
        emitter.EmitRecord();
        emitter.EmitNotify();
    }

    /// <summary>An empty body for a method in error, so that the error is not buried under others.</summary>
    public static void EmitStub(IndentedWriter writer, MethodModel method)
    {
        writer.Gap();
        writer.Line(GeneratedFile.Attribute);
        writer.Open(Signature(method));
        foreach (ParameterModel parameter in method.Parameters)
        {
            if (parameter.Modifiers.Contains("out "))
            {
                writer.Line($"{parameter.Name.EscapeIdentifier()} = default!;");
            }
        }

        writer.Close();
        if (method.EnabledName is { } enabled)
        {
            writer.Gap();
            writer.Line("/// <summary>False: the tracepoint is in error.</summary>");
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"{Accessibility(method)}static bool {enabled.EscapeIdentifier()} => false;");
        }
    }

    private void EmitGuard()
    {
        writer.Gap();
        writer.Line(GeneratedFile.Attribute);
        if (tracepoint.Method.IsPlain)
        {
            // A compare and a jump at each call site; as a call it costs a nanosecond more, which is what NativeAOT makes of it else.
            writer.Line(AggressiveInlining);
        }

        writer.Open(Signature(tracepoint.Method));
        writer.Open($"if (global::Tracing.TracingSupport.IsCompiledIn && {_guard} != 0)");
        writer.Line($"{tracepoint.Members.Record}({_arguments});");
        writer.Close();
        writer.Close();
    }

    private void EmitEnabled()
    {
        writer.Gap();
        writer.Line($"/// <summary>Whether anybody listens to <c>{_title}</c>; guards arguments that are costly to compute.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"{_accessibility}static bool {tracepoint.Members.Enabled.EscapeIdentifier()} => global::Tracing.TracingSupport.IsCompiledIn && {_guard} != 0;");
    }

    private void EmitAttach()
    {
        string handler = tracepoint.Members.Handler.EscapeIdentifier();
        writer.Gap();
        writer.Line($"/// <summary>Handles <c>{_title}</c> in the thread that emits it.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"{_accessibility}delegate void {handler}({_plainParameters});");
        writer.Gap();
        writer.Line($"/// <summary>Attaches a handler to <c>{_title}</c>. A handler that throws is detached.</summary>");
        writer.Line("/// <param name=\"handler\">Called for each event, at the same time by several threads.</param>");
        writer.Line("/// <returns>Detaches the handler when disposed.</returns>");
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"{_accessibility}static global::System.IDisposable {tracepoint.Members.Attach.EscapeIdentifier()}({handler} handler) =>");
        writer.Line($"    global::Tracing.Registry.TracepointHandlers.Attach({_state}.Provider!, {index}, handler);");
    }

    private void EmitRecord()
    {
        NameScope names = LocalNames();
        string guard = names.Take("guard");
        string scope = names.Take("scope");
        string binding = names.Take("binding");
        string record = names.Take("writer");
        string exception = names.Take("exception");
        ProbePlan plan = ProbePlan.Make(tracepoint, names, record);

        writer.Gap();
        LayoutTable.Emit(writer, _title, plan);
        writer.Line(GeneratedFile.Attribute);
        writer.Line(NoInlining);
        writer.Open($"private static void {tracepoint.Members.Record}({_plainParameters})");
        writer.Line($"int {guard} = {_guard};");
        writer.Open($"if ({guard} != 1)");
        writer.Open($"if (({guard} & 2) != 0)");
        writer.Line($"{tracepoint.Members.Notify}({_arguments});");
        writer.Close();
        writer.Gap();
        writer.Open($"if (({guard} & 1) == 0)");
        writer.Line("return;");
        writer.Close();
        writer.Close();
        writer.Gap();
        CaptureEmitter.Emit(writer, plan, exception, $"{_state}.Provider!, {index}");
        writer.Line($"global::Tracing.Writing.ProbeScope {scope} = global::Tracing.Writing.ProbeScope.Enter({_state}.Bindings!, {index}, out global::Tracing.Registry.TracepointBinding? {binding});");
        writer.Open($"for (; {binding} is not null; {binding} = {binding}.Next)");
        EmitReservation(plan, scope, binding, record);
        writer.Gap();
        string previous = "";
        foreach (string line in plan.Writes.Append($"{record}.Commit({binding});"))
        {
            if (previous == "}" && line != "}")
            {
                writer.Gap();
            }

            WriteLine(line);
            previous = line;
        }

        writer.Close();
        writer.Gap();
        writer.Line($"{scope}.Leave();");
        writer.Close();
    }

    private void EmitReservation(ProbePlan plan, string scope, string binding, string record)
    {
        foreach (SizeTerm size in plan.Sizes)
        {
            writer.Line($"long {size.Local} = {size.Bound};");
        }

        string total = string.Join(" + ", plan.Sizes.Select(static size => size.Local));
        if (plan.FixedSize > 0 || plan.Sizes.Count == 0)
        {
            string fixedSize = plan.FixedSize.ToString(CultureInfo.InvariantCulture);
            total = total.Length == 0 ? fixedSize : $"{fixedSize} + {total}";
        }

        string first = plan.IsTwoStep ? "ReserveAtMost" : "Reserve";
        writer.Line($"global::Tracing.Writing.RecordWriter {record} = {scope}.{first}({binding}, {total});");
        writer.Open($"if (!{record}.IsOpen)");
        if (plan.IsTwoStep)
        {
            foreach (SizeTerm size in plan.Sizes.Where(static size => size.Bound != size.Exact))
            {
                writer.Line($"{size.Local} = {size.Exact};");
            }

            writer.Line($"{record} = {scope}.Reserve({binding}, {total});");
            writer.Open($"if (!{record}.IsOpen)");
            writer.Line("continue;");
            writer.Close();
        }
        else
        {
            writer.Line("continue;");
        }

        writer.Close();
    }

    private void EmitNotify()
    {
        NameScope names = LocalNames();
        string scope = names.Take("scope");
        string handler = names.Take("handler");
        string exception = names.Take("exception");

        writer.Gap();
        writer.Line(GeneratedFile.Attribute);
        writer.Line(NoInlining);
        writer.Open($"private static void {tracepoint.Members.Notify}({_plainParameters})");
        writer.Line($"global::Tracing.Writing.HandlerScope {scope} = global::Tracing.Writing.HandlerScope.Enter({_state}.Provider!, {index});");
        writer.Open($"foreach (global::System.Delegate {handler} in {scope}.Handlers)");
        writer.Open($"if (!{scope}.IsAttached({handler}))");
        writer.Line("continue;");
        writer.Close();
        writer.Gap();
        writer.Open("try");
        writer.Line($"(({tracepoint.Members.Handler.EscapeIdentifier()}){handler})({_arguments});");
        writer.Close();
        writer.Open($"catch (global::System.Exception {exception})");
        writer.Line($"global::Tracing.Registry.TracepointHandlers.Fault({_state}.Provider!, {index}, {handler}, {exception});");
        writer.Close();
        writer.Close();
        writer.Gap();
        writer.Line($"{scope}.Leave();");
        writer.Close();
    }

    private void WriteLine(string line)
    {
        switch (line)
        {
            case "{":
                writer.Open();
                break;
            case "}":
                writer.Close();
                break;
            default:
                writer.Line(line);
                break;
        }
    }

    /// <summary>Locals differ from the parameters, and from the members that the same code names.</summary>
    private NameScope LocalNames() => new(
        tracepoint.Method.Parameters.Select(static parameter => parameter.Name),
        [_state, tracepoint.Members.Record, tracepoint.Members.Notify, tracepoint.Members.Handler]);

    private static string Signature(MethodModel method) =>
        $"{Modifiers(method)}partial void {method.Name.EscapeIdentifier()}({string.Join(", ", method.Parameters.Select(static parameter => $"{parameter.Modifiers}{parameter.CSharp} {parameter.Name.EscapeIdentifier()}"))})";

    private static string Modifiers(MethodModel method) => method.Modifiers + "static ";

    /// <summary>The accessibility of what is generated beside the method: the method's own.</summary>
    private static string Accessibility(MethodModel method)
    {
        string accessibility = method.Modifiers.Replace("unsafe ", "").Replace("new ", "");
        return accessibility.Length == 0 ? "private " : accessibility;
    }
}
