using System.Text.RegularExpressions;
using OmniForge.Agents.Building;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Evaluation.Scenes;

/// <summary>Accounts that are connected when a line names their service, with a few things to choose from.</summary>
internal sealed partial class Desk(string words, TableProfile projects, TableProfile issues)
{
    private static readonly string[] Integrations = ["notion", "slack", "linear", "github"];

    public IReadOnlyList<KnownAccount> Accounts { get; } = [.. Integrations
        .Where(integration => words.Contains(integration, StringComparison.OrdinalIgnoreCase))
        .Select(integration => new KnownAccount($"c-{integration}", integration, "Harbor Studio", AccountStanding.Usable))];

    public CommandOutcome? Answer(BuilderCommand command) => command switch
    {
        BeginSignIn begin => new SignInImpossible(begin.Integration, "No account can be connected here."),
        LookAtSignIn look => new SignInOpen(look.Connection),
        ListPlaces list => new PlacesListed(new(list.Connection, list.Kind, [.. Places(list.Integration)])),
        ReadPlace read => new PlaceRead(read.Place, (read.Place.Integration == "notion" ? projects : issues) with { File = read.Place.Name }),
        _ => null,
    };

    private IEnumerable<PlaceChoice> Places(string integration) => integration switch
    {
        "notion" => [new("db-1", "Client Projects", projects.Rows), new("db-2", "Meetings", 30), new("db-3", "Tasks", 12)],
        "slack" => Channel().Matches(words).Select(match => match.Value).Append("#general").Distinct()
            .Select((name, at) => new PlaceChoice($"C-{at}", name, null)),
        "linear" => [new("T-1", "Product", null)],
        _ => [new("harbor/omni-shop", "harbor/omni-shop", 12), new("harbor/site", "harbor/site", 3)],
    };

    [GeneratedRegex(@"#[\w-]+")]
    private static partial Regex Channel();
}
