using System.Text.Json;
using OmniForge.Agents.Running;

namespace OmniForge.Agents.Tests.Running;

public sealed class OutputSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"n":{"type":["integer","null"],"minimum":0}},"required":["n"],"additionalProperties":false}""")]
    [InlineData("""{"$defs":{"row":{"type":"object"}},"properties":{"rows":{"type":"array","items":{"$ref":"#/$defs/row"}}},"title":"x"}""")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""")]
    [InlineData("{}")]
    public void A_schema_that_can_be_checked_is_taken(string schema) => Assert.Null(OutputSchema.Problem(JsonElement.Parse(schema)));

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"type":"array"}""", "\"object\"")]
    [InlineData("""{"properties":{"a":{"type":"float"}}}""", "'/properties/a/type'")]
    [InlineData("""{"properties":{"a":5}}""", "'/properties/a'")]
    [InlineData("""{"properties":{"a":{"pattern":"(?=x)"}}}""", "'/properties/a/pattern'")]
    [InlineData("""{"required":"a"}""", "'/required'")]
    [InlineData("""{"minLength":"2"}""", "'/minLength'")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "'/$ref'")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "'/$ref'")]
    [InlineData("""{"not":{}}""", "'/not'")]
    [InlineData("""{"if":{},"then":{}}""", "'/if'")]
    public void One_that_cannot_is_refused_by_its_place(string schema, string place)
        => Assert.Contains(place, OutputSchema.Problem(JsonElement.Parse(schema)), StringComparison.Ordinal);

    [Fact]
    public void Depth_and_size_are_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":""", 20)) + "{}" + new string('}', 20);
        Assert.Contains("deep", OutputSchema.Problem(JsonElement.Parse(deep)), StringComparison.Ordinal);
        var large = $$"""{"title":"{{new string('x', 70_000)}}"}""";
        Assert.Contains("64 KiB", OutputSchema.Problem(JsonElement.Parse(large)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"n":1,"more":2}""", null)]
    [InlineData("""{"n":1.5}""", "'n' must be a whole number.")]
    [InlineData("{}", "'n' is missing.")]
    [InlineData("""{"n":1,"rows":[{"id":"a"},{}]}""", "'rows[1].id' is missing.")]
    public void What_is_not_named_is_allowed_and_what_is_wrong_is_named(string output, string? problem)
    {
        var schema = JsonElement.Parse(
            """{"properties":{"n":{"type":"integer"},"rows":{"type":"array","items":{"required":["id"]}}},"required":["n"]}""");

        Assert.Equal(problem, OutputSchema.Check(schema, Runs.Json(output)));
    }
}
