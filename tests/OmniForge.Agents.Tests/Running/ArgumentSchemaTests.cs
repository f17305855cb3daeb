using System.Text.Json;
using OmniForge.Agents.Running;

namespace OmniForge.Agents.Tests.Running;

public sealed class ArgumentSchemaTests
{
    private const string Query =
        """
        {"type":"object","properties":{
          "source":{"oneOf":[
            {"type":"object","properties":{"file":{"type":"string","minLength":1}},"required":["file"]},
            {"type":"object","properties":{"rows":{"type":"array","items":{"type":"object"}}},"required":["rows"]}]},
          "where":{"type":"array","items":{"$ref":"#/$defs/condition"}},
          "limit":{"type":"integer","minimum":1,"maximum":100},
          "output":{"enum":["rows","markdown"]},
          "labels":{"type":"object","additionalProperties":{"type":"string"}},
          "note":{"type":["string","null"],"maxLength":5}},
         "required":["source"],"additionalProperties":false,
         "$defs":{"condition":{"anyOf":[
            {"type":"object","properties":{"column":{"type":"string"},"value":{}},"required":["column"]},
            {"type":"object","properties":{"any":{"type":"array","items":{"$ref":"#/$defs/condition"}}},"required":["any"]}]}}}
        """;

    [Theory]
    [InlineData("""{"source":{"file":"a.csv"}}""", null)]
    [InlineData("""{"source":{"rows":[{"anything":1}]},"limit":100,"output":"rows","note":null}""", null)]
    [InlineData("""{"source":{"file":"a"},"where":[{"any":[{"column":"x","value":[1]},{"any":[]}]}]}""", null)]
    [InlineData("""{"source":{"file":"a"},"labels":{"x":"y"}}""", null)]
    [InlineData("""{"source":{"file":"a"},"limit":3.0}""", null)]
    [InlineData("""[]""", "The arguments must be an object.")]
    [InlineData("""{}""", "'source' is missing.")]
    [InlineData("""{"source":{"file":"a"},"sorce":1}""", "'sorce' is not known to this tool.")]
    [InlineData("""{"source":{"file":"a"},"limit":0}""", "'limit' must be at least 1.")]
    [InlineData("""{"source":{"file":"a"},"limit":101}""", "'limit' must be at most 100.")]
    [InlineData("""{"source":{"file":"a"},"limit":1.5}""", "'limit' must be a whole number.")]
    [InlineData("""{"source":{"file":"a"},"limit":"3"}""", "'limit' must be a whole number.")]
    [InlineData("""{"source":{"file":"a"},"output":"csv"}""", "'output' must be one of \"rows\", \"markdown\".")]
    [InlineData("""{"source":{"file":"a"},"labels":{"x":1}}""", "'labels.x' must be text.")]
    [InlineData("""{"source":{"file":"a"},"note":"123456"}""", "'note' must be at most 5 characters.")]
    [InlineData("""{"source":{"file":"a","mode":1}}""", "'source' fits none of the forms this tool knows: 'source.mode' is not known to this tool. 'source.rows' is missing.")]
    [InlineData("""{"source":{"file":"a"},"where":[{"any":[{"colum":"x"}]}]}""", "'where[0]' fits none")]
    public void Arguments_fit_or_the_first_fault_is_named(string arguments, string? fault)
    {
        var found = ArgumentSchema.Check(JsonElement.Parse(Query), JsonElement.Parse(arguments));

        if (fault is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.StartsWith(fault, found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Deep_arguments_end_the_check()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"any":[""", 20)) + string.Concat(Enumerable.Repeat("]}", 20));

        Assert.NotNull(ArgumentSchema.Check(JsonElement.Parse(Query), JsonElement.Parse($$"""{"source":{"file":"a"},"where":[{{deep}}]}""")));
    }
}
