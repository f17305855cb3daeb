using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Slack;

/// <summary>One request to one method.</summary>
internal sealed record SlackRequest(SlackTeam Team, AccessToken Token, SlackArguments Arguments, Exchange Exchange);

/// <summary>A method of the API.</summary>
/// <param name="PerMinute">Calls per minute and team.</param>
/// <param name="Writes">Writing methods also read JSON, and only take POST.</param>
internal sealed record SlackMethod(
    string Name, int PerMinute, bool Writes, string[] Scopes, string[] Arguments, Func<SlackRequest, Reply> Answer);
