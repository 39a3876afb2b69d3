// The same four services for Railway's Infrastructure as Code, once their .json files are gone
// from the services' settings: railway config plan --file deploy/railway/railway.ts
import { defineRailway, postgres, preserve, project, service } from "railway/iac";

type Variables = Record<string, ReturnType<typeof preserve>>;

function image(name: string) {
  return {
    builder: "DOCKERFILE" as const,
    dockerfilePath: `deploy/image/${name}.Dockerfile`,
    watchPatterns: ["batch-common/**", `${name}/**`, "deploy/image/**", "deploy/package", "pom.xml"],
  };
}

function job(name: string, cronSchedule: string, env: Variables) {
  return service(name, {
    build: image(name),
    deploy: {
      startCommand: `java @/opt/afterclose/jvm.options -jar /opt/afterclose/${name}.jar run --source cron --cron`,
      cronSchedule,
      restartPolicyType: "NEVER",
      drainingSeconds: 60,
      overlapSeconds: 0,
    },
    env: {
      DATABASE_URL: database.env.DATABASE_URL,
      RAILWAY_DEPLOYMENT_DRAINING_SECONDS: "60",
      AFTERCLOSE_ALERT_WEBHOOK: preserve(),
      ...env,
    },
  });
}

/** Stays, and is started again whenever it ends. */
function onboarding(name: string, env: Variables) {
  return service(name, {
    build: image("symbol-batch"),
    deploy: {
      startCommand: "java @/opt/afterclose/jvm.options -jar /opt/afterclose/symbol-batch.jar onboard --watch",
      restartPolicyType: "ALWAYS",
      drainingSeconds: 60,
      overlapSeconds: 0,
    },
    env: {
      DATABASE_URL: database.env.DATABASE_URL,
      RAILWAY_DEPLOYMENT_DRAINING_SECONDS: "60",
      AFTERCLOSE_ALERT_WEBHOOK: preserve(),
      ...env,
    },
  });
}

/** Has all three jars, takes requests once it says that it is ready, and stays. */
function consoleService(env: Variables) {
  return service("console", {
    build: {
      ...image("console"),
      watchPatterns: [
        "batch-common/**",
        "symbol-batch/**",
        "portfolio-refresh/**",
        "deploy/image/**",
        "deploy/package",
        "deploy/bin/**",
        "pom.xml",
      ],
    },
    deploy: {
      startCommand: "java @/opt/afterclose/console/jvm.options -jar /opt/afterclose/console/console.jar serve",
      healthcheckPath: "/health/ready",
      healthcheckTimeout: 60,
      restartPolicyType: "ALWAYS",
      drainingSeconds: 60,
      overlapSeconds: 0,
    },
    env: {
      DATABASE_URL: database.env.DATABASE_URL,
      RAILWAY_DEPLOYMENT_DRAINING_SECONDS: "60",
      AFTERCLOSE_CONSOLE_HOSTS: preserve(),
      AFTERCLOSE_CONSOLE_PROXIES: preserve(),
      AFTERCLOSE_JOBS_DATABASE_URL: preserve(),
      AFTERCLOSE_ALERT_WEBHOOK: preserve(),
      ...env,
    },
  });
}

const database = postgres("postgres");

export default defineRailway(() =>
  project("afterclose", {
    resources: [
      database,
      job("symbol-batch", "0 2 * * 2-6", { FMP_API_KEY: preserve(), POLYGON_API_KEY: preserve() }),
      onboarding("symbol-onboarding", { FMP_API_KEY: preserve(), POLYGON_API_KEY: preserve() }),
      job("portfolio-refresh", "30 2 * * 2-6", {}),
      consoleService({ FMP_API_KEY: preserve(), POLYGON_API_KEY: preserve() }),
    ],
  }),
);
