using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class TriggerWordsTests
{
    [Fact]
    public void A_trigger_is_found_by_its_name_or_by_the_agent_that_has_it()
    {
        Trigger[] all = [New("1", "a", "orders"), New("2", "b", ""), New("3", "c", ""), New("4", "c", "")];
        var agents = new Dictionary<string, string> { ["a"] = "Stock", ["b"] = "Project report", ["c"] = "Twice" };
        Assert.Equal("1", TriggerNames.Choose(all, agents, "Orders").Id);
        Assert.Equal("2", TriggerNames.Choose(all, agents, "project").Id);
        Assert.Contains("Use the id", Assert.Throws<CliException>(() => TriggerNames.Choose(all, agents, "Twice")).Message, StringComparison.Ordinal);
        Assert.Contains("triggers list", Assert.Throws<CliException>(() => TriggerNames.Choose(all, agents, "nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("triggers create", Assert.Throws<CliException>(() => TriggerNames.Choose([], agents, "nobody")).Message, StringComparison.Ordinal);

        static Trigger New(string id, string agent, string name) => new() { Id = id, AgentId = agent, Name = name };
    }

    [Fact]
    public void Every_verdict_outcome_and_way_has_words()
    {
        Assert.DoesNotContain("unknown", Enum.GetValues<DeliveryVerdict>().Where(value => value != 0).Select(Words.Of));
        Assert.DoesNotContain("unknown", Enum.GetValues<EventOutcome>().Where(value => value != 0).Select(Words.Of));
        Assert.DoesNotContain("unknown", Enum.GetValues<DeliverySource>().Where(value => value != 0).Select(Words.Of));
        Assert.DoesNotContain("unknown", Enum.GetValues<TriggerStatus>().Where(value => value != 0).Select(Words.Of));
    }
}
