using System.Globalization;

namespace OmniForge.Doubles.Terminal;

/// <summary>What a person reads first.</summary>
internal static class Greeting
{
    public static string Write(ProviderSet doubles, DoublesCommand command)
    {
        var settings = ServerSettings.Of(doubles, one => one.Address);
        var harbor = doubles.Notion.HarborStudio;
        var databases = string.Join(", ", harbor.Databases.Select(data => $"\"{data.Title}\" ({Count(harbor.Rows(data.Title).Count)} rows)"));
        return $"""
            Stand-ins for Notion, Slack, Linear and GitHub are running on this machine. Nothing reaches the real ones, and nothing is kept:
            when they stop, everything is as it was at the start.

              Notion  {doubles.Notion.Address}  workspace "{harbor.Name}" with {databases}
              Slack   {doubles.Slack.Address}  team "{doubles.Slack.HarborStudio.Name}" with {string.Join(", ", doubles.Slack.HarborStudio.Channels.Where(channel => channel.BotIsMember && !channel.IsArchived).Select(channel => "#" + channel.Name))}
              Linear  {doubles.Linear.Address}  organisation "{doubles.Linear.HarborStudio.Name}" with the teams {string.Join(" and ", doubles.Linear.HarborStudio.Teams.Select(team => team.Key))}
              GitHub  {doubles.GitHub.Address}  {string.Join(" and ", doubles.GitHub.Site.Repositories.Select(repository => repository.FullName))}

            A server uses them when it is started with these settings; in that server's terminal, {Evaluate(command)} sets them all:

            {string.Join("\n", settings.Select(setting => $"  {Export(setting)}"))}

            Signing in leads back to {string.Join(" or ", command.Origins)} followed by /oauth/callback/ and the provider's name (this
            machine may also use other ports). To let someone in without a click, add &auto=allow to the authorize address.

            What is done to them appears below. Ctrl-C stops them.

            """;
    }

    /// <summary>One line of a shell.</summary>
    public static string Export((string Name, string Value) setting) => $"export {setting.Name}='{setting.Value}'";

    private static string Evaluate(DoublesCommand command)
        => command.Port == new DoublesCommand().Port
            ? "eval \"$(./dev doubles env)\""
            : string.Create(CultureInfo.InvariantCulture, $"eval \"$(./dev doubles env --port {command.Port})\"");

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
