using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Editing;

namespace OmniForge.Agents.Tests.Building.Editing;

/// <summary>Which agent a first message is about, and what is left of it when the name is taken out.</summary>
public sealed class AgentFinderTests
{
    private static readonly string[] Names = ["Stock watch", "Client status", "Weekly sales report", "Weekly project report", "Late projects", "Invoices by customer"];

    [Theory]
    [InlineData("warn me below 20 instead of 10 in Stock watch", "Stock watch", "warn me below 20 instead of 10")]
    [InlineData("in stock watch, warn me below 20", "Stock watch", "warn me below 20")]
    [InlineData("Add a Slack message to client status", "Client status", "Add a Slack message")]
    [InlineData("change my clinet status agent", "Client status", "change it")]
    [InlineData("pause stok watch", "Stock watch", "pause it")]
    [InlineData("what does Stock watch do?", "Stock watch", "what does it do?")]
    [InlineData("when does my client status run next?", "Client status", "when does it run next?")]
    [InlineData("delete Late projects", "Late projects", "delete the agent")]
    [InlineData("please archive \"invoices by customer\"", "Invoices by customer", "please archive the agent")]
    [InlineData("rename Stock watch to Shelf watch", "Stock watch", "rename the agent to Shelf watch")]
    [InlineData("Stock watch should run at 7am", "Stock watch", "it should run at 7am")]
    [InlineData("Client status: only the top 5", "Client status", "only the top 5")]
    [InlineData("Stock watch", "Stock watch", "")]
    [InlineData("make Stock watch run on Tuesdays", "Stock watch", "make it run on Tuesdays")]
    [InlineData("what changed in the sales report since Friday", "Weekly sales report", "what changed since Friday")]
    [InlineData("who changed Client status?", "Client status", "who changed it?")]
    [InlineData("what is new with client status this week?", "Client status", "what is new this week?")]
    [InlineData("turn off the late projects agent", "Late projects", "turn off it")]
    [InlineData("pause the sales report", "Weekly sales report", "pause it")]
    [InlineData("go back to version 1 of Stock watch", "Stock watch", "go back to version 1")]
    [InlineData("I'm back, carry on with Stock watch", "Stock watch", "I'm back, carry on")]
    [InlineData("in my stock agent, warn me below 20 instead", "Stock watch", "warn me below 20 instead")]
    [InlineData("for the client status one: add the owner", "Client status", "add the owner")]
    [InlineData("change the invoice agent so that it shows only the top 5", "Invoices by customer", "change it so that it shows only the top 5")]
    [InlineData("in the invoices one please sort by amount", "Invoices by customer", "please sort by amount")]
    [InlineData("the stock agent should warn me below 20", "Stock watch", "it should warn me below 20")]
    [InlineData("my sales report should run at 7am", "Weekly sales report", "it should run at 7am")]
    [InlineData("add the owner to the client report", "Client status", "add the owner")]
    [InlineData("as for the late projects agent, show only the client", "Late projects", "show only the client")]
    [InlineData("about the sales agent: run it on Tuesdays", "Weekly sales report", "run it on Tuesdays")]
    [InlineData("for my stokc agent: 20 instead of 10", "Stock watch", "20 instead of 10")]
    [InlineData("my client thing needs the owner as well", "Client status", "it needs the owner as well")]
    [InlineData("make the stock watch agent warn me below 20", "Stock watch", "make it warn me below 20")]
    [InlineData("i want the sales agent to run on Fridays", "Weekly sales report", "i want it to run on Fridays")]
    [InlineData("undo the last change of the stock agent", "Stock watch", "undo the last change")]
    [InlineData("I'd like a Slack message in my late agent", "Late projects", "I'd like a Slack message")]
    public void The_agent_is_found_and_its_name_taken_out(string said, string name, string rest)
    {
        var mention = AgentFinder.Find(said, Fresh(), World(Names));
        Assert.Equal((MentionKind.One, name, rest), (mention.Kind, mention.One?.Name, mention.Words));
    }

    [Theory]
    [InlineData("pause the weekly report", "Weekly project report", "Weekly sales report")]
    [InlineData("change the weekly report to Tuesdays", "Weekly project report", "Weekly sales report")]
    [InlineData("let the project agent run at 7am", "Late projects", "Weekly project report")]
    [InlineData("in the report agent, add the owner", "Weekly project report", "Weekly sales report")]
    public void A_name_that_fits_several_is_asked_about(string said, params string[] names)
    {
        var mention = AgentFinder.Find(said, Fresh(), World(Names));
        Assert.Equal(MentionKind.Several, mention.Kind);
        Assert.Equal(names, mention.Agents.Select(agent => agent.Name).Order());
    }

    [Theory]
    [InlineData("pause the holiday planner", "holiday planner")]
    [InlineData("change my budget agent", "budget agent")]
    [InlineData("delete the Acme digest", "Acme digest")]
    [InlineData("in the holiday agent, warn me below 20", "holiday agent")]
    [InlineData("the payroll bot: run it at 7am", "payroll bot")]
    public void A_name_that_no_agent_has_is_unknown(string said, string name)
        => Assert.Equal((MentionKind.Unknown, name), (AgentFinder.Find(said, Fresh(), World(Names)).Kind, AgentFinder.Find(said, Fresh(), World(Names)).Said));

    [Theory]
    [InlineData("in my stock level agent, warn me below 20", "stock level agent", "Stock watch")]
    [InlineData("for the invoicing agent: only the top 5", "invoicing agent", "Invoices by customer")]
    public void A_name_that_nearly_fits_is_offered(string said, string name, string near)
    {
        var mention = AgentFinder.Find(said, Fresh(), World(Names));
        Assert.Equal((MentionKind.Several, name, near), (mention.Kind, mention.Said, Assert.Single(mention.Agents).Name));
        Assert.Contains($"I find no agent called \"{name}\".\nDo you mean \"{near}\"?", Mentions.Answer(Fresh(), mention, World(Names))!.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show the late one first")]
    [InlineData("add the owner to the late list too")]
    public void Beside_an_agent_in_hand_its_rows_are_not_taken_for_other_agents(string said)
    {
        var state = new BuilderState { Phase = Phase.Complete, Standing = AgentStanding.Active, Wish = new() { Goal = "list projects", File = Tables.Projects } };
        Assert.Equal(MentionKind.Nobody, AgentFinder.Find(said, state, World(Names) with { AgentId = "a1" }).Kind);
        Assert.Equal("Stock watch", AgentFinder.Find("in my stock agent, warn me below 20", state, World(Names) with { AgentId = "a1" }).One?.Name);
        Assert.Equal((MentionKind.Nobody, "add the owner"), (AgentFinder.Find("in my client agent, add the owner", state, World(Names) with { AgentId = "a1" }).Kind,
            AgentFinder.Find("in my client agent, add the owner", state, World(Names) with { AgentId = "a1" }).Words));
    }

    [Theory]
    [InlineData("which agents do I have?")]
    [InlineData("list all my agents")]
    [InlineData("show me my agents please")]
    [InlineData("What agents are there?")]
    public void All_agents_are_asked_for(string said) => Assert.Equal(MentionKind.All, AgentFinder.Find(said, Fresh(), World(Names)).Kind);

    [Theory]
    [InlineData("every Monday at 8 read our project list, put the at-risk ones first and write me a report")]
    [InlineData("Generate weekly reports from Notion")]
    [InlineData("build an agent called Stock watch")]
    [InlineData("create a weekly sales report from sales.csv")]
    [InlineData("I want a new agent like Stock watch")]
    [InlineData("show me the late projects from projects.csv every Monday")]
    [InlineData("weekly report from Notion to Slack")]
    [InlineData("stop copying status by hand: read projects.csv on Fridays")]
    [InlineData("update my boss every Monday")]
    [InlineData("hello")]
    [InlineData("yes")]
    [InlineData("undo")]
    [InlineData("in stock.csv, warn me below 20")]
    [InlineData("in the stock list, warn me when anything is below 20 every evening")]
    [InlineData("for the client meeting on Monday, list the late projects from projects.csv")]
    [InlineData("for each client: count the projects in projects.csv")]
    [InlineData("the previous agent was better")]
    [InlineData("a stock agent that runs every evening")]
    public void A_new_wish_is_about_no_agent_that_exists(string said)
        => Assert.Equal((MentionKind.Nobody, said), (AgentFinder.Find(said, Fresh(), World(Names)).Kind, AgentFinder.Find(said, Fresh(), World(Names)).Words));

    [Theory]
    [InlineData("I'm back, carry on", "Paused one")]
    [InlineData("what changed lately?", "Stock watch")]
    [InlineData("pause it for a week", "Stock watch")]
    [InlineData("20 instead of 10 please", "Stock watch")]
    public void Without_a_name_the_only_agent_that_fits_is_meant(string said, string name)
    {
        var paused = new KnownAgent("p", "Paused one", AgentStanding.Paused);
        var world = World() with { Agents = said.StartsWith("I'm", StringComparison.Ordinal) ? [Known("Stock watch", 0), paused] : [Known("Stock watch", 0)] };
        Assert.Equal(name, AgentFinder.Find(said, Fresh(), world).One?.Name);
    }

    [Fact]
    public void An_answer_to_which_agent_is_taken_by_name_number_or_place()
    {
        var state = Fresh() with { Question = new(QuestionKind.Agent, "Which?", ["Weekly project report", "Weekly sales report"]), AboutWords = "pause it" };
        foreach (var said in new[] { "the second one", "2", "weekly sales report", "the sales one", "sales" })
        {
            var mention = AgentFinder.Find(said, state, World(Names));
            Assert.Equal(("Weekly sales report", "pause it"), (mention.One?.Name, mention.Words));
        }

        Assert.Equal(MentionKind.Nobody, AgentFinder.Find("no, none of them", state, World(Names)).Kind);
    }

    [Fact]
    public void Words_of_a_question_in_hand_are_not_taken_for_names()
    {
        var state = Fresh() with
        {
            Phase = Phase.Requirements,
            Wish = new() { Goal = "list projects", File = Tables.Projects },
            Question = new(QuestionKind.Summary, "Shall I create it?", []),
        };
        foreach (var said in new[] { "only the late projects", "show the client status too", "call it Stock watch" })
        {
            Assert.Equal(MentionKind.Nobody, AgentFinder.Find(said, state, World(Names)).Kind);
        }

        Assert.Equal("Stock watch", AgentFinder.Find("pause Stock watch", state, World(Names)).One?.Name);
    }

    private static BuilderState Fresh() => new() { Phase = Phase.Discovery, Question = new(QuestionKind.Goal, "What should the agent do for you?", []) };

    private static BuilderWorld World(params string[] names) => Tables.World(Tables.Projects) with { Agents = [.. names.Select(Known)] };

    private static KnownAgent Known(string name, int at) => new($"a{at}", name, AgentStanding.Active);
}
