using Tracing.Filters;
using Tracing.Reader.Filters;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>
/// A condition on events in LTTng's filter grammar: <c>orderId &gt; 100 &amp;&amp; customer == "a*" &amp;&amp; !($ctx.vtid == 7)</c>.
/// docs/filters.md describes it.
/// </summary>
/// <remarks>An object belongs to one thread at a time: it remembers how it applies to each kind of event.</remarks>
public sealed class TraceFilter
{
    private readonly FilterNode _root;
    private readonly Dictionary<TraceEventClass, FilterStage?> _byClass = [];
    private TraceEventClass? _lastClass;
    private FilterStage? _lastStage;

    private TraceFilter(string expression, FilterNode root)
    {
        Expression = expression;
        _root = root;
    }

    /// <summary>The expression.</summary>
    public string Expression { get; }

    /// <summary>Parses an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <exception cref="TraceFilterException">It is none; the message marks the place.</exception>
    public static TraceFilter Parse(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        try
        {
            return new TraceFilter(expression, FilterParser.Parse(expression));
        }
        catch (FilterSyntaxException exception)
        {
            throw new TraceFilterException(exception.Error);
        }
    }

    /// <summary>
    /// Whether an event matches. One that lacks a field which the filter names does not, nor one whose fields cannot be
    /// compared as the filter does; what is no event never matches.
    /// </summary>
    /// <param name="item">The item.</param>
    public bool Matches(in TraceEvent item)
    {
        if (item.Class is not { } @class)
        {
            return false;
        }

        if (!ReferenceEquals(@class, _lastClass))
        {
            _lastClass = @class;
            _lastStage = StageOf(@class, item.Cursor.Head.Class);
        }

        if (_lastStage is null)
        {
            return false;
        }

        bool failed = false;
        bool holds = _lastStage.Evaluate(item, ref failed).IsTrue;
        return holds && !failed;
    }

    /// <summary>
    /// Says why the filter can match no event of a trace, or null if it can: no kind of event has all its fields, or none has
    /// them with types that can be compared so.
    /// </summary>
    /// <param name="trace">The trace.</param>
    public string? Explain(TraceDescription trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        FilterError? error = null;

        // What the application records comes first: that is what is asked for.
        foreach (TraceEventClass @class in trace.EventClasses.OrderBy(static @class => @class.IsState))
        {
            try
            {
                if (FilterChecker.Check(Expression, _root, new ClassSchema(@class, trace.StreamClasses[@class.StreamClassId])))
                {
                    return null;
                }
            }
            catch (FilterSyntaxException exception)
            {
                error ??= exception.Error with { Message = $"{exception.Error.Message} in '{@class.Name}'" };
            }
        }

        return error?.ToString() ?? MissingFields(trace);
    }

    private string MissingFields(TraceDescription trace)
    {
        var fields = new List<FilterField>();
        Collect(_root, fields);
        FilterField? unknown = fields.Find(field => trace.EventClasses.All(@class =>
            new ClassSchema(@class, trace.StreamClasses[@class.StreamClassId]).TypeOf(field) == FilterType.Missing));
        return unknown is null
            ? "no event has all the fields that the filter names"
            : new FilterError(Expression, unknown.Start, unknown.Length, $"no event has a field '{unknown}'").ToString();
    }

    private static void Collect(FilterNode node, List<FilterField> fields)
    {
        switch (node)
        {
            case FilterField field:
                fields.Add(field);
                break;
            case FilterUnary unary:
                Collect(unary.Operand, fields);
                break;
            case FilterBinary binary:
                Collect(binary.Left, fields);
                Collect(binary.Right, fields);
                break;
        }
    }

    private FilterStage? StageOf(TraceEventClass @class, StreamClass stream)
    {
        if (!_byClass.TryGetValue(@class, out FilterStage? stage))
        {
            var schema = new ClassSchema(@class, stream);
            try
            {
                stage = FilterChecker.Check(Expression, _root, schema) ? Bind(_root, schema) : null;
            }
            catch (FilterSyntaxException)
            {
                // Text where a number is wanted, in this kind of event: it does not match. Explain tells if none can.
                stage = null;
            }

            _byClass.Add(@class, stage);
        }

        return stage;
    }

    private static FilterStage Bind(FilterNode node, ClassSchema schema) => node switch
    {
        FilterField field => new FieldStage(schema.Find(field), field.Steps),
        FilterUnary unary => new UnaryStage(unary.Operator, Bind(unary.Operand, schema)),
        FilterBinary binary when FilterOperators.IsLogic(binary.Operator) =>
            new LogicStage(binary.Operator == FilterOperator.Or, Bind(binary.Left, schema), Bind(binary.Right, schema)),
        FilterBinary binary when FilterOperators.IsComparison(binary.Operator) =>
            new CompareStage(binary.Operator, Bind(binary.Left, schema), Bind(binary.Right, schema)),
        FilterBinary binary => new BitStage(binary.Operator, Bind(binary.Left, schema), Bind(binary.Right, schema)),
        _ => new ConstantStage(node),
    };
}
