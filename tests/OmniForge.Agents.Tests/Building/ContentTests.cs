using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;

namespace OmniForge.Agents.Tests.Building;

/// <summary>What words about the content become, in terms of the columns and values of a file.</summary>
public sealed class ContentTests
{
    [Theory]
    [InlineData(Tables.Projects, "only the at-risk ones", """[{"column":"status","op":"eq","value":"At risk"}]""")]
    [InlineData(Tables.Projects, "the At Risk and Late projects", """[{"column":"status","op":"in","value":["At risk","Late"]}]""")]
    [InlineData(Tables.Projects, "max budget 25000", """[{"column":"budget","op":"le","value":25000}]""")]
    [InlineData(Tables.Projects, "a minimum budget of 25000", """[{"column":"budget","op":"ge","value":25000}]""")]
    [InlineData(Tables.Projects, "the projects with a budget bigger than 40,000", """[{"column":"budget","op":"gt","value":40000}]""")]
    [InlineData(Tables.Projects, "not the done ones", """[{"column":"status","op":"ne","value":"Done"}]""")]
    [InlineData(Tables.Projects, "everything except done", """[{"column":"status","op":"ne","value":"Done"}]""")]
    [InlineData(Tables.Projects, "leave out the done ones", """[{"column":"status","op":"ne","value":"Done"}]""")]
    [InlineData(Tables.Projects, "owner is Maya Lindqvist", """[{"column":"owner","op":"eq","value":"Maya Lindqvist"}]""")]
    [InlineData(Tables.Projects, "owned by Derek Osei", """[{"column":"owner","op":"eq","value":"Derek Osei"}]""")]
    [InlineData(Tables.Projects, "only the ones over budget", """[{"column":"spent","op":"gt","other_column":"budget"}]""")]
    [InlineData(Tables.Projects, "where spent is more than budget", """[{"column":"spent","op":"gt","other_column":"budget"}]""")]
    [InlineData(Tables.Projects, "budget under 30000", """[{"column":"budget","op":"lt","value":30000}]""")]
    [InlineData(Tables.Projects, "with a budget of at least 30k", """[{"column":"budget","op":"ge","value":30000}]""")]
    [InlineData(Tables.Projects, "more than $50,000 budget", """[{"column":"budget","op":"gt","value":50000}]""")]
    [InlineData(Tables.Projects, "progress below 50%", """[{"column":"progress","op":"lt","value":50}]""")]
    [InlineData(Tables.Projects, "due this week", """[{"column":"due_date","op":"within","value":"this_week"}]""")]
    [InlineData(Tables.Projects, "due in the next 14 days", """[{"column":"due_date","op":"within","value":"+14d"}]""")]
    [InlineData(Tables.Projects, "due before 1 June 2027", """[{"column":"due_date","op":"lt","value":"2027-06-01"}]""")]
    [InlineData(Tables.Projects, "only the overdue ones", """[{"column":"due_date","op":"lt","value":"today"}]""")]
    [InlineData(Tables.Projects, "without an owner", """[{"column":"owner","op":"is_empty"}]""")]
    [InlineData(Tables.Projects, "that have no due date", """[{"column":"due_date","op":"is_empty"}]""")]
    [InlineData(Tables.Projects, "only the at rsik ones", """[{"column":"status","op":"eq","value":"At risk"}]""")]
    [InlineData(Tables.Projects, "notes contain mail", """[{"column":"notes","op":"contains","value":"mail"}]""")]
    [InlineData(Tables.Cars, "cars from Japan", """[{"column":"Origin","op":"eq","value":"Japan"}]""")]
    [InlineData(Tables.Cars, "with more than 30 mpg", """[{"column":"Miles_per_Gallon","op":"gt","value":30}]""")]
    [InlineData(Tables.Cars, "at least 100 horsepower", """[{"column":"Horsepower","op":"ge","value":100}]""")]
    [InlineData(Tables.Cars, "weight over 3000", """[{"column":"Weight_in_lbs","op":"gt","value":3000}]""")]
    [InlineData(Tables.Cars, "not from USA", """[{"column":"Origin","op":"ne","value":"USA"}]""")]
    [InlineData(Tables.Cars, "between 50 and 100 horsepower", """[{"column":"Horsepower","op":"ge","value":50},{"column":"Horsepower","op":"le","value":100}]""")]
    [InlineData(Tables.Movies, "directed by Steven Hill", """[{"column":"Director","op":"eq","value":"Steven Hill"}]""")]
    [InlineData(Tables.Movies, "only comedies", """[{"column":"Major Genre","op":"eq","value":"Comedy"}]""")]
    [InlineData(Tables.Movies, "imdb rating above 7", """[{"column":"IMDB Rating","op":"gt","value":7}]""")]
    [InlineData(Tables.Movies, "released after 2003", """[{"column":"Release Date","op":"ge","value":"2004-01-01"}]""")]
    [InlineData(Tables.Weather, "only in Seattle", """[{"column":"location","op":"eq","value":"Seattle"}]""")]
    [InlineData(Tables.Weather, "snow days", """[{"column":"weather","op":"eq","value":"snow"}]""")]
    [InlineData(Tables.Weather, "with precipitation over 10", """[{"column":"precipitation","op":"gt","value":10}]""")]
    [InlineData(Tables.Invoices, "only the unpaid ones", """[{"column":"paid","op":"eq","value":false}]""")]
    [InlineData(Tables.Invoices, "which invoices are paid", """[{"column":"paid","op":"eq","value":true}]""")]
    [InlineData(Tables.Invoices, "amount over 1000", """[{"column":"amount","op":"gt","value":1000}]""")]
    [InlineData(Tables.Invoices, "for customer Acme", """[{"column":"customer","op":"eq","value":"Acme"}]""")]
    public void Words_become_conditions(string file, string words, string where) => Check(file, words, "where", where);

    [Theory]
    [InlineData(Tables.Projects, "put the at-risk ones first", """[{"column":"status","first":["At risk"]}]""")]
    [InlineData(Tables.Projects, "late ones first, then by due date", """[{"column":"status","first":["Late"]},{"column":"due_date"}]""")]
    [InlineData(Tables.Projects, "at risk and late on top", """[{"column":"status","first":["At risk","Late"]}]""")]
    [InlineData(Tables.Projects, "sorted by due date", """[{"column":"due_date"}]""")]
    [InlineData(Tables.Projects, "sort by budget, highest first", """[{"column":"budget","desc":true}]""")]
    [InlineData(Tables.Projects, "order by deadline descending", """[{"column":"due_date","desc":true}]""")]
    [InlineData(Tables.Projects, "highest budget first", """[{"column":"budget","desc":true}]""")]
    [InlineData(Tables.Projects, "sorted by client and then by due date", """[{"column":"client"},{"column":"due_date"}]""")]
    [InlineData(Tables.Projects, "alphabetically by client", """[{"column":"client"}]""")]
    [InlineData(Tables.Cars, "the heaviest first", """[{"column":"Weight_in_lbs","desc":true}]""")]
    [InlineData(Tables.Cars, "top 5 by horsepower", """[{"column":"Horsepower","desc":true}]""")]
    [InlineData(Tables.Movies, "the 3 best rated by imdb rating", """[{"column":"IMDB Rating","desc":true}]""")]
    [InlineData(Tables.Movies, "newest first", """[{"column":"Release Date","desc":true}]""")]
    [InlineData(Tables.Weather, "hottest first by temp_max", """[{"column":"temp_max","desc":true}]""")]
    [InlineData(Tables.Invoices, "biggest amount first", """[{"column":"amount","desc":true}]""")]
    [InlineData(Tables.Invoices, "oldest first by issued", """[{"column":"issued"}]""")]
    public void Words_become_an_order(string file, string words, string sort) => Check(file, words, "sort", sort);

    [Theory]
    [InlineData(Tables.Projects, "just project and owner", """["project","owner"]""")]
    [InlineData(Tables.Projects, "show only the client, status and due date", """["client","status","due_date"]""")]
    [InlineData(Tables.Projects, "status and deadline", """["status","due_date"]""")]
    [InlineData(Tables.Projects, "drop the notes column", """["project","client","owner","status","due_date","budget","spent","progress"]""")]
    [InlineData(Tables.Movies, "only title and director", """["Title","Director"]""")]
    [InlineData(Tables.Weather, "columns: date, wind", """["date","wind"]""")]
    public void Words_become_columns(string file, string words, string select) => Check(file, words, "select", select);

    [Theory]
    [InlineData(Tables.Projects, "how many projects per status", """{"by":["status"],"aggregates":[{"op":"count","as":"rows"}]}""")]
    [InlineData(Tables.Projects, "total budget by client", """{"by":["client"],"aggregates":[{"op":"sum","column":"budget","as":"total budget"}]}""")]
    [InlineData(Tables.Cars, "average horsepower per origin", """{"by":["Origin"],"aggregates":[{"op":"avg","column":"Horsepower","as":"average Horsepower"}]}""")]
    [InlineData(Tables.Invoices, "sum of amount for each customer", """{"by":["customer"],"aggregates":[{"op":"sum","column":"amount","as":"total amount"}]}""")]
    [InlineData(Tables.Weather, "highest temp_max per location", """{"by":["location"],"aggregates":[{"op":"max","column":"temp_max","as":"highest temp_max"}]}""")]
    [InlineData(Tables.Movies, "count the movies by major genre", """{"by":["Major Genre"],"aggregates":[{"op":"count","as":"rows"}]}""")]
    public void Words_become_groups(string file, string words, string group) => Check(file, words, "group", group);

    [Theory]
    [InlineData("top 5 by budget", 5)]
    [InlineData("the first 20 rows", 20)]
    [InlineData("at most 10 rows", 10)]
    [InlineData("limit it to 15", 15)]
    [InlineData("the three biggest budgets", 3)]
    [InlineData("top ten by spent", 10)]
    [InlineData("only 7 rows", 7)]
    public void Words_become_a_limit(string words, int limit) => Assert.Equal(limit, (int)Query(Tables.Projects, words)["limit"]!);

    [Theory]
    [InlineData(Tables.Projects, "only the shiny ones", "shiny")]
    [InlineData(Tables.Projects, "the important ones first", "important")]
    [InlineData(Tables.Projects, "more than 1000", "more than 1000")]
    [InlineData(Tables.Movies, "rating over 7", "rating")]
    [InlineData(Tables.Cars, "top 5", "top 5")]
    [InlineData(Tables.Projects, "status is brilliant", "brilliant")]
    public void Words_that_fit_nothing_or_more_than_one_column_are_asked_about(string file, string words, string asked)
    {
        var open = Assert.Single(ContentGrammar.Read(words, TableView.Of(Tables.Profile(file)), Tables.Now).Unclear);
        Assert.Equal(asked, open.Words);
    }

    private static void Check(string file, string words, string part, string expected)
        => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Query(file, words)[part]?.ToJsonString());

    private static JsonObject Query(string file, string words)
    {
        var profile = Tables.Profile(file);
        var draft = ContentGrammar.Read(words, TableView.Of(profile), Tables.Now);
        var wish = WishChanges.Apply(new() { File = file }, draft.ToChange(), [.. profile.Columns.Select(column => column.Name)]);
        return QueryArguments.Of(wish, profile);
    }
}
