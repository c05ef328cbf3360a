using System.Runtime.CompilerServices;
using Tracing.Filters;
using Tracing.Registry;
using Tracing.Runtime.Context;
using Tracing.Runtime.Filters;
using Tracing.Writing;

namespace Tracing.Runtime.Rules;

/// <summary>
/// A rule's filter. Tracepoints with the same fields have one form of it, made when the first of them is matched. Only under the registry's
/// lock.
/// </summary>
internal sealed class EventFilter
{
    private readonly string _expression;
    private readonly FilterNode _root;
    private readonly List<FilterField> _fields = [];
    private readonly Dictionary<(string Fields, ContextPlan? Context), Binding> _bindings = [];

    /// <exception cref="EventFilterException">The expression is none, or names a context that there is not.</exception>
    public EventFilter(string expression)
    {
        _expression = expression;
        try
        {
            _root = FilterParser.Parse(expression);
        }
        catch (FilterSyntaxException exception)
        {
            throw new EventFilterException(exception.Error);
        }

        Collect(_root);
        foreach (FilterField field in _fields)
        {
            if (field.IsContext && ContextTable.Find(field.Steps[0].Name!) is null)
            {
                throw Error(field, $"expected one of the contexts {string.Join(", ", ContextTable.Names)}, found '{field.Steps[0].Name}'");
            }
        }
    }

    /// <summary>The expression.</summary>
    public string Expression => _expression;

    /// <summary>The filter for a tracepoint in a channel.</summary>
    public Binding Bind(TracepointDescriptor tracepoint, ContextPlan? context)
    {
        (string, ContextPlan?) key = (tracepoint.Fields, context);
        if (!_bindings.TryGetValue(key, out Binding? binding))
        {
            _bindings.Add(key, binding = Make(tracepoint, context));
        }

        return binding;
    }

    /// <summary>Throws if there are tracepoints to which the filter is to apply, and it can be to none of them.</summary>
    /// <exception cref="EventFilterException">Why it cannot.</exception>
    public void RequireOne(IEnumerable<TracepointDescriptor> tracepoints, ContextPlan? context)
    {
        FilterError? error = null;
        var missing = new HashSet<FilterField>(_fields);
        bool isAny = false;
        foreach (TracepointDescriptor tracepoint in tracepoints)
        {
            Binding binding = Bind(tracepoint, context);
            if (binding.Filter is not null)
            {
                return;
            }

            isAny = true;
            missing.IntersectWith(binding.Missing);
            error ??= binding.Error;
        }

        if (!isAny)
        {
            return;
        }

        throw _fields.Find(missing.Contains) is { } field
            ? Error(field, $"no event that the rule matches has a field '{field}'")
            : new EventFilterException(error ?? new FilterError(_expression, 0, _expression.Length, "no event that the rule matches has all the fields that the filter names"));
    }

    private unsafe Binding Make(TracepointDescriptor tracepoint, ContextPlan? context)
    {
        ContextPlan? extra = ContextPlan.Of([
            .. from name in (from field in _fields where field.IsContext select field.Steps[0].Name!).Distinct()
               where context is null || !context.Contains(name)
               select ContextTable.Find(name)]);
        try
        {
            var schema = new RecordSchema(FieldLayoutParser.Parse(tracepoint.Fields), context?.Fields ?? [], extra?.Fields ?? []);
            if (FilterBinder.Bind(_expression, _root, schema) is not { } condition)
            {
                return new Binding(null, null, _fields.FindAll(field => schema.Find(field) is null), null);
            }

            var filter = new RecordFilter(new InterpretedFilter(condition).Predicate);
            CompileLater(filter, condition);
            return new Binding(filter, extra, [], null, condition);
        }
        catch (FilterSyntaxException exception)
        {
            return new Binding(null, null, [], exception.Error with { Message = $"{exception.Error.Message} in '{tracepoint.FullName}'" });
        }
        catch (FormatException exception)
        {
            return new Binding(null, null, [], new FilterError(_expression, 0, _expression.Length, $"{tracepoint.FullName}: {exception.Message}"));
        }
    }

    /// <summary>Compiling takes a millisecond or so, which neither who sets the rule nor who emits should wait for.</summary>
    private static void CompileLater(RecordFilter filter, ConditionTerm condition)
    {
        if (RuntimeFeature.IsDynamicCodeCompiled)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static work =>
                {
                    if (RuntimeFeature.IsDynamicCodeCompiled)
                    {
                        work.Filter.Predicate = FilterCompiler.Compile(work.Condition);
                    }
                },
                (Filter: filter, Condition: condition),
                preferLocal: false);
        }
    }

    private void Collect(FilterNode node)
    {
        switch (node)
        {
            case FilterField field:
                _fields.Add(field);
                break;
            case FilterUnary unary:
                Collect(unary.Operand);
                break;
            case FilterBinary binary:
                Collect(binary.Left);
                Collect(binary.Right);
                break;
        }
    }

    private EventFilterException Error(FilterField field, string message) => new(new FilterError(_expression, field.Start, field.Length, message));

    /// <summary>A filter as it applies to records with certain fields.</summary>
    /// <param name="Filter">The filter; null if it does not apply to them.</param>
    /// <param name="Contexts">The contexts that it needs besides the channel's; null for none.</param>
    /// <param name="Missing">Which fields they do not have.</param>
    /// <param name="Error">What else is wrong.</param>
    /// <param name="Condition">What the filter evaluates, in either form.</param>
    internal sealed record Binding(RecordFilter? Filter, ContextPlan? Contexts, List<FilterField> Missing, FilterError? Error, ConditionTerm? Condition = null);
}
