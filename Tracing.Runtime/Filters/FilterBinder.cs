using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>Binds a checked expression to the fields of a record.</summary>
internal sealed class FilterBinder(RecordSchema schema)
{
    /// <summary>Checks and binds.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="root">The same, parsed.</param>
    /// <param name="schema">The fields.</param>
    /// <returns>Null if it names a field that there is not.</returns>
    /// <exception cref="FilterSyntaxException">It makes no sense for these fields.</exception>
    public static ConditionTerm? Bind(string expression, FilterNode root, RecordSchema schema) =>
        FilterChecker.Check(expression, root, schema) ? new FilterBinder(schema).Condition(root) : null;

    private ConditionTerm Condition(FilterNode node)
    {
        switch (node)
        {
            case FilterUnary { Operator: FilterOperator.Not } not:
                return new Negation(Condition(not.Operand));
            case FilterBinary binary when FilterOperators.IsLogic(binary.Operator):
                return new Logic(binary.Operator == FilterOperator.Or, Condition(binary.Left), Condition(binary.Right));
            case FilterBinary binary when FilterOperators.IsComparison(binary.Operator):
                return Comparison(binary.Operator, Term(binary.Left), Term(binary.Right));
            default:
                return Term(node) is FloatTerm number ? new IsNonZeroFloat(number) : new IsNonZero((IntegerTerm)Term(node));
        }
    }

    private FilterTerm Term(FilterNode node) => node switch
    {
        FilterInteger integer => new IntegerConstant(integer.Bits, integer.Bits > long.MaxValue ? IntegerSign.Unsigned : IntegerSign.Signed),
        FilterFloat number => new FloatConstant(number.Value),
        FilterText text => new TextConstant(text.Pattern),
        FilterField field => Field(schema.Find(field)!),
        FilterUnary { Operator: FilterOperator.Complement } unary => new Complement(Integer(unary.Operand)),
        FilterUnary { Operator: FilterOperator.Minus } unary => Term(unary.Operand) switch
        {
            FloatTerm number => new NegatedFloat(number),
            var integer => new NegatedInteger((IntegerTerm)integer),
        },
        FilterUnary { Operator: FilterOperator.Plus } unary => Term(unary.Operand),
        FilterBinary binary when !FilterOperators.IsLogic(binary.Operator) && !FilterOperators.IsComparison(binary.Operator) =>
            new BitOperation(binary.Operator, Integer(binary.Left), Integer(binary.Right)),
        _ => new ConditionToInteger(Condition(node)),
    };

    private IntegerTerm Integer(FilterNode node) => (IntegerTerm)Term(node);

    private static FilterTerm Field(FieldPath path) => path.Target switch
    {
        IntegerLayout layout => new IntegerField(path, layout),
        FloatLayout or StructLayout { Type: WellKnownType.Decimal } => new FloatField(path),
        _ => new TextField(path),
    };

    private static ConditionTerm Comparison(FilterOperator @operator, FilterTerm left, FilterTerm right)
    {
        bool isUnequal = @operator == FilterOperator.NotEqual;
        switch (left, right)
        {
            case (IntegerTerm first, IntegerTerm second):
                return new IntegerComparison(@operator, first, second);
            case (TextTerm first, IntegerField second):
                return NegatedIf(isUnequal, Label(second, first));
            case (IntegerField first, TextTerm second):
                return NegatedIf(isUnequal, Label(first, second));
            case (TextField first, TextConstant { Pattern: var pattern }) when FilterOperators.IsEquality(@operator):
                return NegatedIf(isUnequal, new TextMatch(pattern, first));
            case (TextConstant { Pattern: var pattern }, TextField second) when FilterOperators.IsEquality(@operator):
                return NegatedIf(isUnequal, new TextMatch(pattern, second));
            case (TextConstant first, TextConstant second) when FilterOperators.IsEquality(@operator):
                // The checker allows a star on one side only.
                bool holds = first.Pattern.HasStar ? first.Pattern.IsMatch(second.Pattern.Text) : second.Pattern.IsMatch(first.Pattern.Text);
                return new IsNonZero(new IntegerConstant(holds == isUnequal ? 0UL : 1, IntegerSign.Signed));
            case (TextTerm first, TextTerm second):
                return new TextComparison(@operator, first, second);
            default:
                return new FloatComparison(@operator, Float(left), Float(right));
        }
    }

    private static ConditionTerm Label(IntegerField value, TextTerm text)
    {
        var labels = new LabelTable(value.Layout.Labels!);
        return text is TextConstant constant ? new IsOneOf(value, labels.Matching(constant.Pattern)) : new HasLabel(value, labels, (TextField)text);
    }

    private static FloatTerm Float(FilterTerm term) => term as FloatTerm ?? new IntegerToFloat((IntegerTerm)term);

    private static ConditionTerm NegatedIf(bool isNegated, ConditionTerm condition) => isNegated ? new Negation(condition) : condition;
}
