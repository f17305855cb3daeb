return await OmniForge.Server.Hosting.ServerCommand.RunAsync(args);
