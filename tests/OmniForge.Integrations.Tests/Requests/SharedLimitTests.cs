using OmniForge.Agents.Tools.Accounts;
using OmniForge.Doubles.Faults;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Requests;

public sealed class SharedLimitTests : StudioTests
{
    private const int Reads = 300;

    [Fact]
    public async Task Many_runs_share_the_limit_of_an_account_and_none_of_them_loses_a_request()
    {
        Place.Notion.Faults.Every(40, Fault.Answering(429, TimeSpan.FromSeconds(3)));
        var accounts = Enumerable.Range(0, 10).Select(run => Place.Account("notion", caller: $"run {run}", longestWait: TimeSpan.FromHours(1))).ToList();
        var started = Place.Clock.GetUtcNow();
        var read = Task.WhenAll(Enumerable.Range(0, Reads).Select(i => accounts[i % accounts.Count].SendAsync(
            new() { Method = HttpMethod.Get, Address = "users/me", Repeat = AccountRepeat.Read }, TestContext.Current.CancellationToken)));
        Assert.All(await Place.PassAsync(read), answer => Assert.Equal(200, answer.Status));

        var asked = Place.Doubles.Journal.Of("notion");
        Assert.DoesNotContain(asked, exchange => exchange.Status == 429 && exchange.Fault is null);
        Assert.Contains(asked, exchange => exchange.Fault is not null);
        Assert.InRange(Place.Clock.GetUtcNow() - started, TimeSpan.FromSeconds((Reads - 6) / 3), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Fifty_requests_with_a_token_that_is_over_cause_one_renewal()
    {
        var account = Place.Account("linear", caller: "run", longestWait: TimeSpan.FromHours(1));
        await Place.PassAsync(Place.Catalogue.Find("linear")!.Integration.IdentifyAsync(account, TestContext.Current.CancellationToken));
        Place.Doubles.Linear.OAuth.ExpireAccessTokens();
        var ask = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Place.Catalogue.Find("linear")!.Integration.IdentifyAsync(
            account, TestContext.Current.CancellationToken)));
        Assert.All(await Place.PassAsync(ask), us => Assert.Equal("Harbor Studio", us.Name));
        Assert.Equal(1, Place.TokenOf("linear").Renewals);
    }
}
