using OmniForge.Server.Agents;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public class AgentStatesTests
{
    [Theory]
    [InlineData("Draft", "Activate", true, "Active")]
    [InlineData("Paused", "Activate", true, "Active")]
    [InlineData("Active", "Activate", true, "Active")]
    [InlineData("Archived", "Activate", true, "AGENT_ARCHIVED")]
    [InlineData("Draft", "Pause", true, "TRANSITION_NOT_ALLOWED")]
    [InlineData("Active", "Pause", true, "Paused")]
    [InlineData("Paused", "Pause", true, "Paused")]
    [InlineData("Archived", "Pause", true, "AGENT_ARCHIVED")]
    [InlineData("Draft", "Archive", false, "Archived")]
    [InlineData("Active", "Archive", true, "Archived")]
    [InlineData("Paused", "Archive", true, "Archived")]
    [InlineData("Archived", "Archive", true, "Archived")]
    [InlineData("Archived", "Unarchive", true, "Paused")]
    [InlineData("Archived", "Unarchive", false, "Draft")]
    [InlineData("Paused", "Unarchive", true, "Paused")]
    [InlineData("Draft", "Unarchive", false, "Draft")]
    [InlineData("Draft", "Unarchive", true, "TRANSITION_NOT_ALLOWED")]
    [InlineData("Active", "Unarchive", true, "TRANSITION_NOT_ALLOWED")]
    public void A_move_leads_where_the_table_says(string from, string move, bool published, string expected)
    {
        var step = AgentStates.Decide(Enum.Parse<AgentStatus>(from), Enum.Parse<AgentMove>(move), published);
        Assert.Equal(expected, step.Refusal ?? step.To.ToString());
    }
}
