using Microsoft.Extensions.Logging.Console;

namespace OmniForge.Server.Hosting;

/// <summary>Logs go to standard error, from `LOG_LEVEL` (default warning) up; standard output carries the ready line only.</summary>
internal static class LoggingSetup
{
    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        var level = Enum.TryParse<LogLevel>(builder.Configuration["LOG_LEVEL"], ignoreCase: true, out var asked) ? asked : LogLevel.Warning;
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(level);
        builder.Logging.AddFilter("Orleans", level > LogLevel.Warning ? level : LogLevel.Error);

        // Below a warning it writes down addresses of requests, and those of sign-ins and webhooks are secrets. The request's scope does so too.
        builder.Logging.AddFilter("Microsoft.AspNetCore", level > LogLevel.Warning ? level : LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddConsoleFormatter<MaskedConsole, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = MaskedConsole.Name);
        builder.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
    }
}
