using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Languages;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Building.Languages;

public sealed class TongueTests
{
    [Theory]
    [InlineData("Bitte schicke mir jeden Montag einen Bericht über die Projekte", "German")]
    [InlineData("und auch noch den Besitzer bitte", "German")]
    [InlineData("Je voudrais un rapport chaque lundi avec les projets en retard", "French")]
    [InlineData("Quiero un informe cada lunes con los proyectos atrasados", "Spanish")]
    [InlineData("Vorrei una lista dei progetti in ritardo ogni lunedì", "Italian")]
    [InlineData("Quero um relatório com os projetos atrasados para a equipa", "Portuguese")]
    [InlineData("Ik wil graag elke maandag een overzicht van de projecten", "Dutch")]
    [InlineData("Proszę wysyłać mi raport w każdy poniedziałek", "Polish")]
    [InlineData("Jag vill ha en rapport varje måndag", "Swedish")]
    [InlineData("Her pazartesi bana bir rapor lütfen", "Turkish")]
    [InlineData("Присылай мне отчёт каждый понедельник", "Russian")]
    [InlineData("Надсилай мені звіт щопонеділка, її теж", "Ukrainian")]
    [InlineData("毎週月曜日にレポートを送ってください", "Japanese")]
    [InlineData("每周一给我发报告", "Chinese")]
    [InlineData("매주 월요일에 보고서를 보내 주세요", "Korean")]
    [InlineData("أرسل لي تقريرا كل يوم اثنين", "Arabic")]
    [InlineData("Every Monday send me a report of the projects", Tongue.English)]
    public void The_language_of_a_sentence_is_known(string message, string language) => Assert.Equal(language, Tongue.Of(message));

    [Theory]
    [InlineData("ok")]
    [InlineData("ja, bitte")]
    [InlineData("projects.csv")]
    [InlineData("👍")]
    [InlineData("la la la")]
    [InlineData("#purchasing")]
    public void A_few_words_tell_nothing_and_the_talk_goes_on_as_before(string message)
    {
        Assert.Null(Tongue.Of(message));
        Assert.Equal("German", Tongue.Next("German", message));
    }

    [Fact]
    public void English_again_is_noticed() => Assert.Null(Tongue.Next("German", "please show me all of the late ones"));

    /// <summary>Nobody who speaks English is answered in another language.</summary>
    [Fact]
    public void No_line_of_the_evaluation_set_is_taken_for_another_language()
    {
        var lines = File.ReadLines(Path.Combine(SourceTree.Root, "evaluation", "set.jsonl")).Where(line => line.StartsWith('{'));
        var texts = lines.SelectMany(line => Texts(JsonNode.Parse(line)!["input"]!)).Distinct().ToList();
        Assert.True(texts.Count > 1000, $"{texts.Count} texts");
        Assert.Empty(texts.Where(text => Tongue.Of(text) is not (null or Tongue.English)).Select(text => $"{Tongue.Of(text)}: {text}"));
    }

    private static IEnumerable<string> Texts(JsonNode input)
        => new[] { "phrase", "say", "text", "context" }.SelectMany(name => input[name] switch
        {
            JsonArray several => several.Select(one => one!.ToString()),
            JsonValue one => [one.ToString()],
            _ => [],
        });
}
