using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Conversations that an older build stored.</summary>
public sealed class StoredWishTests
{
    private const string Old = """
        {"phase": "Complete", "skill_name": "projects-report", "standing": "Active",
         "wish": {"goal": "weekly report", "file": "Client Projects", "from": {"integration": "notion", "connection": "c-1", "account": "Harbor", "id": "db-1", "name": "Client Projects"},
                  "to": {"integration": "slack", "connection": "c-2", "account": "Harbor", "id": "C-1", "name": "#general"},
                  "filters": [{"column": "Status", "values": ["At risk"], "any": []}], "limit": 5, "columns": ["Name"]},
         "history": [{"version": 1, "wish": {"goal": "weekly report", "file": "projects.csv", "filters": [], "sorts": [], "columns": [], "services": []}, "what": "created", "at": "2026-11-22T08:00:00+00:00"}],
         "undo": [{"key": "order", "what": "Order", "before": {"file": "projects.csv", "sorts": [{"column": "owner", "first": []}]}}],
         "parked": {"wish": {"goal": "another", "file": "stock.csv"}, "history": []}}
        """;

    [Fact]
    public void One_source_and_one_target_of_old_become_lists()
    {
        var state = BuilderStateJson.Read(Old);
        var source = Assert.Single(state.Wish.Sources);
        Assert.Equal(("db-1", "Client Projects", 5), (source.From!.Id, source.File, source.Limit));
        Assert.Equal("Status", Assert.Single(state.Wish.Filters).Column);
        Assert.Equal(["Name"], state.Wish.Columns);
        Assert.Empty(state.Wish.Sorts);
        Assert.Equal("#general", Assert.Single(state.Wish.Deliveries).To!.Name);
        Assert.Equal("C-1", state.Wish.To!.Id);
    }

    [Fact]
    public void Wishes_of_versions_changes_and_a_parked_draft_are_completed_too()
    {
        var state = BuilderStateJson.Read(Old);
        Assert.Equal("projects.csv", state.History[0].Wish.File);
        Assert.Empty(state.History[0].Wish.Deliveries);
        Assert.Equal("owner", state.Undo[0].Before.Sorts[0].Column);
        Assert.Equal("stock.csv", state.Parked!.Wish.File);
        Assert.Equal(BuilderStateJson.Write(state), BuilderStateJson.Write(BuilderStateJson.Read(BuilderStateJson.Write(state))));
    }

    [Fact]
    public void What_is_spoken_of_is_changed_and_nothing_else()
    {
        var wish = new Wish { Sources = [new() { File = "a.csv" }, new() { File = "b.csv" }], At = 1 };
        var changed = wish with { Limit = 3, To = new() { Integration = "slack" } };
        Assert.Equal([null, 3], changed.Sources.Select(source => source.Limit));
        Assert.Equal(("b.csv", "slack"), (changed.File, Assert.Single(changed.Deliveries).To!.Integration));
        Assert.Empty((changed with { To = null }).Deliveries);
        Assert.Empty((new Wish() with { From = null }).Sources);
    }
}
