using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>The whole job over public files: thousands of rows, missing values, dates, mixed types. Figures were worked out apart.</summary>
public sealed class RealDataTests
{
    [Theory]
    [InlineData("cars.json", "every weekday at 7 list the 10 cars with the best Miles_per_Gallon", 10, "mazda glc", "46.6")]
    [InlineData("cars.json", "on demand: the 10 cars with the best mpg", 10, "mazda glc", "honda civic 1500 gl")]
    [InlineData("movies.json", "comedies with a worldwide gross over 100 million, highest IMDB Rating first, on demand", 157, "WALL-E", "8.5")]
    [InlineData("movies.json", "count of movies per Major Genre, highest count first, on demand", 13, "| Drama | 789 |", "| Comedy | 675 |")]
    [InlineData("movies.json", "top 5 by IMDB Rating, only when I ask", 5, "The Godfather", "9.2")]
    [InlineData("airports.csv", "airports in Texas, every Monday at 9am", 209, "Livingston Municipal", "| TX |")]
    [InlineData("airports.csv", "how many airports per state, most first, top 3, on demand", 3, "| AK | 263 |", "| TX | 209 |")]
    [InlineData("seattle-weather.csv", "average temp_max per weather, daily at 7am", 5, "| snow | 5.5", "| sun | 19.8")]
    [InlineData("seattle-weather.csv", "only days with more than 10 mm precipitation, on demand", 144, "2012-01-02", "10.9")]
    [InlineData("us-employment.csv", "show month and nonfarm_change where nonfarm_change is negative, on demand", 29, "2008", "-")]
    [InlineData("gapminder.json", "top 3 by pop in 2005, only when I ask", 3, "China", "India")]
    public async Task A_wish_over_a_public_file_becomes_a_report_of_its_rows(string file, string wish, int rows, params string[] shown)
    {
        var dialogue = await RealData.DialogueAsync(file, TestContext.Current.CancellationToken);
        foreach (var line in (string[])[wish, "looks right", "yes, test it", "yes, switch it on", "run it now"])
        {
            await dialogue.SayAsync(line);
        }

        Assert.Equal((Phase.Complete, AgentStanding.Active), (dialogue.Phase, dialogue.State.Standing));
        Assert.Contains("The run is finished", dialogue.Reply, StringComparison.Ordinal);
        var report = dialogue.Workspace[$"output/{dialogue.State.SkillName}.md"];
        Assert.Equal(rows, report.Split('\n').Count(line => line.StartsWith('|')) - 2);
        Assert.All(shown, words => Assert.Contains(words, report, StringComparison.Ordinal));
    }
}
