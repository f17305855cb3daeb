using System.Globalization;
using System.Text.RegularExpressions;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Drafting;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Whatever a person names of a real file ends up in the agent or in a question: words never vanish.</summary>
public sealed class NothingLostTests
{
    private const string Cars = "cars.json";
    private const string Movies = "movies.json";
    private const string Airports = "airports.csv";
    private const string Weather = "seattle-weather.csv";
    private const string Jobs = "us-employment.csv";
    private const string Countries = "gapminder.json";

    [Theory]
    [InlineData(Cars, "every weekday at 7 list the 10 cars with the best Miles_per_Gallon")]
    [InlineData(Cars, "on demand: the 10 cars with the best Miles_per_Gallon")]
    [InlineData(Cars, "only when I ask: top 12 by Horsepower from Japan")]
    [InlineData(Cars, "whenever I ask for it show Name and Origin of cars with 8 Cylinders")]
    [InlineData(Cars, "cars from Europe with less than 70 Horsepower, on demand")]
    [InlineData(Cars, "only cars with 4 Cylinders and at least 35 Miles_per_Gallon, best Miles_per_Gallon first, by hand")]
    [InlineData(Cars, "list 25 cars from USA sorted by Weight_in_lbs, heaviest first, every Monday at 9am")]
    [InlineData(Cars, "average Horsepower per Origin, highest average first, on demand")]
    [InlineData(Cars, "average Horsepower and average Acceleration per Cylinders, on demand")]
    [InlineData(Cars, "count of cars per Cylinders, highest count first, on demand")]
    [InlineData(Cars, "no schedule: the 3 heaviest cars from Japan")]
    [InlineData(Cars, "ford torino and its Horsepower, on demand")]
    [InlineData(Cars, "show me the Displacement, on demand")]
    [InlineData(Cars, "cars between 100 and 150 Horsepower not from USA, on demand")]
    [InlineData(Cars, "42 cars, on demand")]
    [InlineData(Cars, "I run it myself: Acceleration under 10 and Weight_in_lbs over 3000")]
    [InlineData(Movies, "only when I ask: Comedy with a Worldwide Gross over 100 million")]
    [InlineData(Movies, "Comedy movies with a Worldwide Gross over 100 million, highest IMDB Rating first, on demand")]
    [InlineData(Movies, "count of movies per Major Genre, only when I ask")]
    [InlineData(Movies, "top 5 by IMDB Rating, Fridays at 5pm")]
    [InlineData(Movies, "top 5 Comedy movies by IMDB Rating, on demand")]
    [InlineData(Movies, "only Title and IMDB Rating, on demand")]
    [InlineData(Movies, "only titles and ratings, on demand: the top 20")]
    [InlineData(Movies, "movies directed by Steven Spielberg, newest first, only Title and Release Date, on demand")]
    [InlineData(Movies, "Horror and Drama with more than 50000 IMDB Votes, on demand")]
    [InlineData(Movies, "movies by Sony Pictures or Universal, highest US Gross first, top 15, on demand")]
    [InlineData(Movies, "total US Gross per Distributor, highest total first, top 10, every month on the 3rd at 8am")]
    [InlineData(Movies, "average IMDB Rating by Creative Type, on demand")]
    [InlineData(Movies, "MPAA Rating is PG and Rotten Tomatoes Rating above 90, on demand")]
    [InlineData(Movies, "movies without a Director, on demand")]
    [InlineData(Movies, "movies longer than 180 Running Time min, on demand")]
    [InlineData(Movies, "Original Screenplay with a Production Budget under 1000000, sorted by Worldwide Gross, on demand")]
    [InlineData(Airports, "airports in TX, only when I ask")]
    [InlineData(Airports, "when I ask: only name and city of airports in OR")]
    [InlineData(Airports, "airports in AK with latitude over 65, sorted by city, on demand")]
    [InlineData(Airports, "how many airports per state, highest count first, top 10, on demand")]
    [InlineData(Airports, "count airports by country, on demand")]
    [InlineData(Airports, "state is NV or UT, on demand")]
    [InlineData(Airports, "everything except USA, on demand")]
    [InlineData(Airports, "longitude below -150, only iata and name, weekdays at 6:30")]
    [InlineData(Airports, "put the CA ones first, then by city, on demand")]
    [InlineData(Weather, "average temp_max per weather, daily at 7am")]
    [InlineData(Weather, "only days with more than 10 mm precipitation, on demand")]
    [InlineData(Weather, "on demand: snow or fog, coldest temp_min first")]
    [InlineData(Weather, "rain with wind above 6, newest first, only date and wind, on demand")]
    [InlineData(Weather, "highest wind per weather, on demand")]
    [InlineData(Weather, "top 7 by precipitation in 2014, on demand")]
    [InlineData(Weather, "temp_max at least 30 and precipitation is 0, on demand")]
    [InlineData(Weather, "without drizzle, temp_min below -3, on demand")]
    [InlineData(Jobs, "show month, construction and manufacturing where nonfarm_change is negative, on demand")]
    [InlineData(Jobs, "top 6 by nonfarm_change, only month and nonfarm_change, on demand")]
    [InlineData(Jobs, "average construction and highest government, on demand")]
    [InlineData(Jobs, "nonfarm over 140000, sorted by month descending, on demand")]
    [InlineData(Jobs, "the information column, on demand")]
    [InlineData(Countries, "countries with life_expect over 75 in 2000, on demand")]
    [InlineData(Countries, "only Norway and Japan, sorted by year, latest first, weekdays at 8am")]
    [InlineData(Countries, "top 3 by pop in 2005, only when I ask")]
    [InlineData(Countries, "average fertility per year, on demand")]
    [InlineData(Countries, "fertility above 6 and life_expect under 40, sorted by country then year, on demand")]
    [InlineData(Countries, "year after 1990, cluster is 4, only country and pop, on demand")]
    [InlineData(Countries, "show me the fertility of Kenya, on demand")]
    [InlineData(Countries, "cluster is 3, highest life_expect first, 20 rows, on demand")]
    public async Task Every_number_column_and_value_is_used_or_asked_about(string file, string sentence)
    {
        var dialogue = await RealData.DialogueAsync(file, TestContext.Current.CancellationToken);
        await dialogue.SayAsync(sentence);
        var profile = dialogue.World.Files[0];
        var open = dialogue.State.Unclear.Select(one
            => $"{one.Words} {string.Join(' ', one.Candidates)} {string.Join(' ', one.Filter?.Values ?? [])}");
        Assert.True(dialogue.State.OpenWhen is not null || dialogue.Wish.When is not null, "the time was lost");
        var kept = $"{QueryArguments.Of(dialogue.Wish, profile)["source"]} {QueryArguments.Of(dialogue.Wish, profile).ToJsonString()} "
            + $"{dialogue.Wish.When?.Sentence} {string.Join(' ', dialogue.State.OpenWhen?.Said ?? [])} {string.Join(' ', open)}";
        Assert.All(
            Said(sentence, profile.Columns.Select(column => column.Name)),
            name => Assert.Contains(name, kept, StringComparison.Ordinal));
        Assert.All(
            Said(sentence, profile.Columns.SelectMany(column => column.Values).Where(value => value.Length > 1)),
            value => Assert.Contains(value, kept, StringComparison.Ordinal));
        foreach (Match number in Regex.Matches(sentence, @"(?<![\w:-])-?\d+"))
        {
            var next = (int.Parse(number.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            Assert.True(
                kept.Contains(number.Value, StringComparison.Ordinal) || kept.Contains(next, StringComparison.Ordinal), $"{number.Value} was lost: {kept}");
        }
    }

    [Theory]
    [InlineData(Airports, "airports in Narnia, only when I ask", "Narnia")]
    [InlineData(Countries, "only Norway and Sweden, on demand", "Sweden")]
    [InlineData(Cars, "only the shiny cars, on demand", "shiny cars")]
    [InlineData(Cars, "write me a report about the slowest cars, on demand", "slowest")]
    [InlineData(Cars, "the cars called \"herbie\", on demand", "herbie")]
    [InlineData(Movies, "only titles and ratings, on demand", "ratings")]
    [InlineData(Movies, "only when I ask: Comedy with a gross over 100 million", "gross")]
    public async Task Words_that_fit_nothing_or_too_much_are_asked_about(string file, string sentence, string asked)
    {
        var dialogue = await RealData.DialogueAsync(file, TestContext.Current.CancellationToken);
        await dialogue.SayAsync(sentence);
        Assert.Equal((QuestionKind.Unclear, asked), (dialogue.State.Question!.Kind, dialogue.State.Unclear[0].Words));
    }

    [Theory]
    [InlineData(Cars, "write me a report for my boss, on demand")]
    [InlineData(Movies, "please send our team a short overview of the movies in plain English every Monday at 8am")]
    [InlineData(Airports, "from the file make a nice list of airports for the board, only when I ask")]
    public async Task The_prose_around_a_job_needs_no_question(string file, string sentence)
    {
        var dialogue = await RealData.DialogueAsync(file, TestContext.Current.CancellationToken);
        await dialogue.SayAsync(sentence);
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
    }

    /// <summary>The names of a list that stand in the sentence as whole words, the longest where several overlap.</summary>
    private static IEnumerable<string> Said(string sentence, IEnumerable<string> names)
    {
        foreach (var name in names.Distinct().OrderByDescending(name => name.Length))
        {
            var found = Regex.Match(sentence, $@"(?<!\w){Regex.Escape(name)}(?!\w)");
            if (found.Success)
            {
                sentence = sentence.Remove(found.Index, found.Length).Insert(found.Index, new string('#', found.Length));
                yield return name;
            }
        }
    }
}
