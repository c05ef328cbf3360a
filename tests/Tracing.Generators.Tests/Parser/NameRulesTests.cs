using Tracing.Generators.Parsing;

namespace Tracing.Generators.Tests.Parser;

public class NameRulesTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("My.Company/Shop 2")]
    [InlineData("\"quoted\" \\")]
    [InlineData("größe 😀")]
    public void AnyTextIsAName(string name) => Assert.Null(NameRules.FaultOf(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("*")]
    [InlineData("a\tb")]
    [InlineData("a\u0085")]
    [InlineData("a\u2029")]
    public void WhatPatternsAndLinesNeedIsNoPartOfAName(string? name) => Assert.NotNull(NameRules.FaultOf(name));

    [Theory]
    [InlineData("x", true)]
    [InlineData("_x1", true)]
    [InlineData("größe", false)]
    [InlineData("", false)]
    public void FieldsAreAscii(string name, bool isField) => Assert.Equal(isField, NameRules.IsFieldName(name));
}
