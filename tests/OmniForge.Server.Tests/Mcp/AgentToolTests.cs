using OmniForge.Server.Mcp.Offered;

namespace OmniForge.Server.Tests.Mcp;

public sealed class AgentToolTests
{
    [Theory]
    [InlineData("weekly-report", "Anything", "weekly-report")]
    [InlineData("0123456789abcdef0123456789abcdef", "Weekly report: Übersicht!", "weekly-report-bersicht-abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef", "報告", "agent-abcdef")]
    public void An_agent_is_called_by_its_chosen_id_or_by_its_name(string id, string name, string tool) => Assert.Equal(tool, AgentToolNames.Of(id, name));

    [Fact]
    public void A_long_name_still_fits()
        => Assert.Equal(64, AgentToolNames.Of("0123456789abcdef0123456789abcdef", new string('x', 200)).Length);

    [Fact]
    public void The_fields_of_the_input_are_those_that_the_texts_name()
    {
        var schema = AgentInputs.SchemaOf(["Hello {{input.name}}, {{ input.place }} and {{steps.a.output}}", "{{input.name}} {{input.2bad}}"]);
        Assert.Equal(["name", "place"], schema.GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.True(schema.GetProperty("additionalProperties").GetBoolean());
    }
}
