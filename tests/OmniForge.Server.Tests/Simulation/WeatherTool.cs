using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>A tool whose world has weather.</summary>
/// <param name="weather">Looked up at each call: tools outlive a simulation.</param>
internal sealed class WeatherTool(
    string name, ToolRepeat repeat, Func<Weather> weather, TimeProvider clock, Func<JsonElement, ToolContext, string> work) : ITool
{
    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = name,
        Title = name,
        Description = $"Does {name}.",
        InputSchema = JsonElement.Parse("""{"type":"object"}"""),
        Class = repeat == ToolRepeat.Safe ? ToolClass.Read : ToolClass.Write,
        Repeat = repeat,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        switch (weather().Roll())
        {
            case < 0.05:
                throw new InvalidOperationException("The tool has a bug.");
            case < 0.12:
                return ToolResult.Fail(ToolErrorCode.Unavailable, "It is not there now.");
            case < 0.15:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
                break;
            case < 0.2:
                return new() { Error = new(ToolErrorCode.RateLimited, "Not so fast.") { RetryAt = clock.GetUtcNow() + weather().Pause(TimeSpan.FromSeconds(40)) } };
            case < 0.22:
                return new() { Error = new(ToolErrorCode.Auth, "Nobody is signed in.") { Account = new("weather", "Weather", "") } };
            case < 0.4:
                await Task.Delay(weather().Pause(TimeSpan.FromSeconds(5)), clock, cancellationToken);
                break;
        }

        var result = ToolResult.Of(JsonElement.Parse(work(arguments, context)));
        if (weather().Roll() < 0.3)
        {
            // The change is made, its result is on the way back.
            await Task.Delay(weather().Pause(TimeSpan.FromSeconds(5)), clock, CancellationToken.None);
        }

        return result;
    }
}
