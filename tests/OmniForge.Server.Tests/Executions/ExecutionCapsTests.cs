using Microsoft.Extensions.Configuration;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;

namespace OmniForge.Server.Tests.Executions;

/// <summary>The most an agent may ask for, and what a model is said to cost.</summary>
public sealed class ExecutionCapsTests
{
    private static readonly ExecutionPlanRecord Plan = new()
    {
        AgentName = "a",
        Skills = [],
        GrantedTools = [],
        DeadlineSeconds = 900,
        StepTimeoutSeconds = 300,
        MaxIterations = 15,
        MaxToolCalls = 100,
        MaxWrites = 25,
        MaxTokens = 200_000,
        MaxParallel = 8,
    };

    [Fact]
    public void A_plan_within_the_caps_stays_itself() => Assert.Same(Plan, ExecutionCaps.Read(Settings()).Cut(Plan));

    [Fact]
    public void A_larger_wish_is_cut()
    {
        var cut = ExecutionCaps.Read(Settings(
            ("OMNIFORGE_MOST_SECONDS", "60"), ("OMNIFORGE_MOST_ITERATIONS", "3"), ("OMNIFORGE_MOST_PARALLEL", "2"), ("OMNIFORGE_MOST_TOOL_CALLS", "7"),
            ("OMNIFORGE_MOST_WRITES", "5"), ("OMNIFORGE_MOST_TOKENS", "1000"), ("OMNIFORGE_MOST_COST_MICROS", "99"))).Cut(Plan with { MaxCostMicros = 500 });

        Assert.Equal((60, 60, 3, 2), (cut.DeadlineSeconds, cut.StepTimeoutSeconds, cut.MaxIterations, cut.MaxParallel));
        Assert.Equal((7, 5, 1000, 99), (cut.MaxToolCalls, cut.MaxWrites, cut.MaxTokens, cut.MaxCostMicros));
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(40, 40)]
    public void A_cap_on_the_cost_holds_where_the_agent_has_none(long wished, long held)
        => Assert.Equal(held, ExecutionCaps.Read(Settings(("OMNIFORGE_MOST_COST_MICROS", "99"))).Cut(Plan with { MaxCostMicros = wished }).MaxCostMicros);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public void A_cap_that_is_no_number_stops_the_start(string written)
        => Assert.Throws<StartRefused>(() => ExecutionCaps.Read(Settings(("OMNIFORGE_MOST_TOKENS", written))));

    [Fact]
    public void The_price_of_a_model_is_what_the_operator_says()
    {
        var priced = ModelOptions.Read(Settings(("OPENAI_API_KEY", "k"), ("OMNIFORGE_PRICE_INPUT", "2.5"), ("OMNIFORGE_PRICE_OUTPUT", "10")));

        Assert.Equal((2_500_000, 10_000_000), (priced.Price!.InputMicros, priced.Price.OutputMicros));
        Assert.Null(ModelOptions.Read(Settings(("OPENAI_API_KEY", "k"))).Price);
        Assert.Throws<StartRefused>(() => ModelOptions.Read(Settings(("OPENAI_API_KEY", "k"), ("OMNIFORGE_PRICE_INPUT", "2.5"))));
        Assert.Throws<StartRefused>(() => ModelOptions.Read(Settings(("OPENAI_API_KEY", "k"), ("OMNIFORGE_PRICE_INPUT", "x"), ("OMNIFORGE_PRICE_OUTPUT", "1"))));
    }

    private static IConfigurationRoot Settings(params (string Name, string Value)[] given)
        => new ConfigurationBuilder().AddInMemoryCollection(given.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
}
